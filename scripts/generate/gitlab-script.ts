/**
 * The script of a component's job, in POSIX shell: brings exactly this version of mlgate into a new folder outside the
 * checkout, and runs it on the checkout. It comes from npm, or, when MLGATE_ARCHIVE is set, as the archive that
 * `npm run archive` makes, of which nothing is run before its sha256 is the one in MLGATE_ARCHIVE_SHA256.
 *
 * A change under review writes the checkout, so nothing there may decide what is installed or run: not
 * `node_modules/mlgate` or `.npmrc` (hence npm starts in the new folder, where only the user's own settings count), not
 * `node_modules/.bin/git` by a PATH that leads there, not a file named by NODE_OPTIONS. No value of an input is part of
 * the text, and no variable decides which host this is: on the generic one the working tree would be the policy.
 *
 * @param besideCredentials whether the step runs beside a token; its programs are then looked for outside the checkout
 *   alone. A step without one runs the project's own code, with the PATH that the project gave it.
 */
export function gitlabScript(
  step: string,
  version: string,
  { besideCredentials }: { readonly besideCredentials: boolean },
): string {
  const lines = [
    ...pathOutsideCheckout,
    // A change could bring this file and have the job end before mlgate writes it. Any folder: a job's name may hold what
    // its folder's cannot.
    'rm -f -- "$CI_PROJECT_DIR"/.mlgate/.jobs/*/mlgate.env',
    'mlgate_folder="$(mktemp -d /tmp/mlgate.XXXXXX)" || exit 3',
    'mlgate_stop() {',
    '  printf \'mlgate: %s\\n\' "$1" >&2',
    '  rm -rf "$mlgate_folder"',
    '  exit 3',
    '}',
    'if [ -z "${MLGATE_ARCHIVE-}${MLGATE_ARCHIVE_SHA256-}" ]; then',
    ...fromNpm(version).map(indented),
    'else',
    ...fromArchive(version).map(indented),
    'fi',
    ...(besideCredentials ? [] : ['PATH="$mlgate_given_path"']),
    'mlgate_status=0',
    `"$@" ${step} --host gitlab || mlgate_status=$?`,
    'rm -rf "$mlgate_folder"',
    'exit "$mlgate_status"',
  ]
  return `${lines.join('\n')}\n`
}

/** Leaves on PATH the absolute folders outside the checkout. */
const pathOutsideCheckout = [
  'unset NODE_OPTIONS NODE_PATH',
  'mlgate_given_path="$PATH"',
  'mlgate_checkout="$(cd -P -- "$CI_PROJECT_DIR" && pwd -P)"',
  'mlgate_safe_path=',
  'mlgate_rest="$PATH:"',
  'while [ -n "$mlgate_rest" ]; do',
  '  mlgate_entry="${mlgate_rest%%:*}"',
  '  mlgate_rest="${mlgate_rest#*:}"',
  '  case "$mlgate_entry" in /*) ;; *) continue ;; esac',
  '  mlgate_entry="$(cd -P -- "$mlgate_entry" 2>/dev/null && pwd -P)" || continue',
  '  case "$mlgate_entry/" in "$mlgate_checkout"/*) continue ;; esac',
  '  mlgate_safe_path="${mlgate_safe_path:+$mlgate_safe_path:}$mlgate_entry"',
  'done',
  'PATH="$mlgate_safe_path"',
]

/** Both ways leave the command, which gets the step's name, in the shell's positional parameters. */
function fromNpm(version: string): readonly string[] {
  return [
    'for mlgate_needed in node npm; do',
    '  command -v "$mlgate_needed" >/dev/null ||',
    '    mlgate_stop "This image has no $mlgate_needed. Choose one with Node.js 24 and npm, or give the inputs archive and archive-sha256."',
    'done',
    '(',
    '  cd "$mlgate_folder" &&',
    `    npm install --prefix "$mlgate_folder" --ignore-scripts --no-audit --no-fund --loglevel=error mlgate@${version}`,
    `) || mlgate_stop 'npm does not deliver mlgate@${version}. What it says is above; run the job again when that may help.'`,
    'set -- "$(command -v node)" "$mlgate_folder/node_modules/mlgate/bin/mlgate.js"',
  ]
}

/** Fetches argv[1] into argv[2]. It has no handler for another protocol than https, also not after a redirect. */
const fetchInPython = [
  'import shutil, sys, urllib.request as r',
  'o = r.OpenerDirector()',
  'h = (r.ProxyHandler, r.HTTPSHandler, r.HTTPRedirectHandler, r.HTTPErrorProcessor, r.HTTPDefaultErrorHandler, r.UnknownHandler)',
  '[o.add_handler(one()) for one in h]',
  'shutil.copyfileobj(o.open(sys.argv[1], timeout=60), open(sys.argv[2], "wb"))',
].join('; ')

/**
 * Settings that could name a program or send a variable away are not read: TAR_OPTIONS, .curlrc, and what Python takes
 * from the working directory and its variables. wget comes last: it alone follows a redirect away from https. What it
 * brings is checked like everything else.
 */
function fromArchive(version: string): readonly string[] {
  return [
    'unset TAR_OPTIONS WGETRC',
    'for mlgate_needed in sha256sum tar gzip; do',
    '  command -v "$mlgate_needed" >/dev/null ||',
    '    mlgate_stop "This image has no $mlgate_needed, which the input archive needs. Install it in the image."',
    'done',
    'case "$MLGATE_ARCHIVE_SHA256" in',
    '  *[!0-9a-f]*) mlgate_digits=0 ;;',
    '  *) mlgate_digits="${#MLGATE_ARCHIVE_SHA256}" ;;',
    'esac',
    '[ "$mlgate_digits" -eq 64 ] ||',
    "  mlgate_stop 'The input archive-sha256 must be the 64 digits (0-9, a-f) that SHA256SUMS beside the archive has for it.'",
    'mlgate_archive="$mlgate_folder/archive.tar.gz"',
    'case "$MLGATE_ARCHIVE" in',
    '  https://*)',
    '    if command -v curl >/dev/null; then',
    '      curl --disable --fail --silent --show-error --location --proto =https --retry 3 --connect-timeout 30 \\',
    '        --output "$mlgate_archive" -- "$MLGATE_ARCHIVE"',
    '    elif command -v python3 >/dev/null; then',
    `      python3 -I -c '${fetchInPython}' "$MLGATE_ARCHIVE" "$mlgate_archive"`,
    '    elif command -v wget >/dev/null; then',
    '      wget -q -T 60 -O "$mlgate_archive" -- "$MLGATE_ARCHIVE"',
    '    else',
    "      mlgate_stop 'This image has no curl, python3 or wget to fetch the input archive with. Install one, or give the path of a file that is there in the job.'",
    "    fi || mlgate_stop 'The input archive cannot be fetched. Check its address, or run the job again when that may help.' ;;",
    '  /*)',
    '    cp -- "$MLGATE_ARCHIVE" "$mlgate_archive" ||',
    "      mlgate_stop 'The input archive cannot be read. Give the path of a file that is there in the job.' ;;",
    '  *)',
    "    mlgate_stop 'The input archive must be an address that begins with https://, or an absolute path.' ;;",
    'esac',
    'printf \'%s  %s\\n\' "$MLGATE_ARCHIVE_SHA256" "$mlgate_archive" | sha256sum -c - >/dev/null ||',
    "  mlgate_stop 'The archive is not the one that archive-sha256 names; nothing of it was run. Take both from the same release.'",
    'tar -xzf "$mlgate_archive" -C "$mlgate_folder" ||',
    "  mlgate_stop 'The archive cannot be unpacked below /tmp, where it takes 350 MB.'",
    'rm -f "$mlgate_archive"',
    `[ -x "$mlgate_folder/mlgate-${version}/bin/mlgate" ] ||`,
    `  mlgate_stop 'The archive is of another version than this component, ${version}. Take the one of its release.'`,
    `set -- "$mlgate_folder/mlgate-${version}/bin/mlgate"`,
  ]
}

function indented(line: string): string {
  return `  ${line}`
}

/**
 * The script of a component's job, in POSIX shell: installs exactly this version of mlgate from npm into a new folder
 * outside the checkout, and runs it on the checkout.
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
    'mlgate_folder="$(mktemp -d /tmp/mlgate.XXXXXX)" || exit 3',
    '(',
    '  cd "$mlgate_folder" &&',
    `    npm install --prefix "$mlgate_folder" --ignore-scripts --no-audit --no-fund --loglevel=error mlgate@${version}`,
    ') || { rm -rf "$mlgate_folder"; exit 3; }',
    'mlgate_node="$(command -v node)" || exit 3',
    ...(besideCredentials ? [] : ['PATH="$mlgate_given_path"']),
    'mlgate_status=0',
    `"$mlgate_node" "$mlgate_folder/node_modules/mlgate/bin/mlgate.js" ${step} --host gitlab || mlgate_status=$?`,
    'rm -rf "$mlgate_folder"',
    'exit "$mlgate_status"',
  ]
  return `${lines.join('\n')}\n`
}

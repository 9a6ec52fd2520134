import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  ConfigurationError,
  InfrastructureError
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/git.ts
var inherit = ["PATH", "HOME", "SYSTEMROOT", "TMPDIR", "SSH_AUTH_SOCK", "XDG_CONFIG_HOME"];
var env = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };
var GitReader = class {
  #exec;
  #cwd;
  constructor(exec, cwd) {
    this.#exec = exec;
    this.#cwd = cwd;
  }
  /**
   * The commit that a name stands for: a branch before a tag of the same name, since more people may push tags. A branch
   * that is not here is fetched from `origin`, that one commit alone, since CI clones are shallow. Throws
   * InfrastructureError when it cannot be had: that is not proof that it never existed. From `origin` alone where a
   * change is judged: a local branch could be the change's own.
   */
  async commitOf(ref, where = "here or origin") {
    const complaints = [];
    if (where === "origin") {
      for (const name of [`refs/heads/${ref}`, `refs/tags/${ref}`]) {
        const commit = await this.#fetched(name, complaints);
        if (commit !== void 0) return commit;
      }
      throw notThere(ref, complaints);
    }
    for (const find of isExact(ref) ? [() => this.#revParse(ref), () => this.#fetched(ref, complaints)] : this.#places(ref, complaints)) {
      const commit = await find();
      if (commit !== void 0) return commit;
    }
    throw notThere(ref, complaints);
  }
  /** When a commit was made, by its committer's clock; undefined when it is not here. */
  async committedAt(commit) {
    const shown = await this.#git("show", "--no-patch", "--format=%cI", "--end-of-options", commit);
    const time = new Date(shown.stdout.trim());
    return shown.exitCode === 0 && !Number.isNaN(time.getTime()) ? time : void 0;
  }
  /** Whether the commit that is checked out, or its index, holds a file at this path (relative to the repository). */
  async isTracked(path) {
    return (await this.#git("ls-files", "--error-unmatch", "--", path)).exitCode === 0;
  }
  /** Whether the commit that is checked out holds the file at this path, byte for byte but for git's own filters. */
  async isAsCommitted(path) {
    if (!await this.isTracked(path)) return false;
    return (await this.#git("diff", "--no-ext-diff", "--quiet", "HEAD", "--", path)).exitCode === 0;
  }
  #places(ref, complaints) {
    return [
      () => this.#revParse(`refs/heads/${ref}`),
      () => this.#revParse(`refs/remotes/origin/${ref}`),
      () => this.#fetched(`refs/heads/${ref}`, complaints),
      () => this.#revParse(`refs/tags/${ref}`),
      () => this.#fetched(`refs/tags/${ref}`, complaints),
      () => this.#revParse(ref)
    ];
  }
  async #fetched(ref, complaints) {
    const fetch = await this.#git("fetch", "--quiet", "--no-tags", "--depth=1", "origin", "--end-of-options", ref);
    if (fetch.exitCode === 0) return this.#revParse("FETCH_HEAD");
    complaints.push(fetch.stderrTail.trim());
    return void 0;
  }
  /** The id of the blob at a path of a commit; undefined when that commit is proven to hold no file there. */
  async blobAt(commit, path) {
    const listing = await this.#git("ls-tree", "-z", "--end-of-options", commit, "--", path);
    if (listing.exitCode !== 0) {
      throw new InfrastructureError(`git ls-tree ${commit}: ${listing.stderrTail.trim()}`, { retryable: false });
    }
    const [entry] = listing.stdout.split("\0");
    if (entry === void 0 || entry === "") return void 0;
    const [mode, type, id] = entry.split(/[ \t]/);
    if (type !== "blob" || mode === "120000" || id === void 0) {
      throw new ConfigurationError(`${path} at ${commit} is not a regular file.`);
    }
    return id;
  }
  /** Writes a blob's bytes to a file, as they were committed: no filter and no line-end conversion runs. */
  async writeBlob(id, file) {
    const written = await this.#exec({
      argv: ["git", "cat-file", "blob", id],
      cwd: this.#cwd,
      env,
      inherit,
      stdoutFile: file
    });
    if (written.exitCode !== 0) {
      throw new InfrastructureError(`git cat-file ${id}: ${written.stderrTail.trim()}`, { retryable: true });
    }
  }
  async #revParse(ref) {
    const result = await this.#git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
    return result.exitCode === 0 ? result.stdout.trim() : void 0;
  }
  #git(...args) {
    return this.#exec({ argv: ["git", ...args], cwd: this.#cwd, env, inherit });
  }
};
function isExact(ref) {
  return /^(refs\/|HEAD\b|[0-9a-f]{40}\b)/.test(ref);
}
function notThere(ref, complaints) {
  const answer = complaints[0]?.split("\n")[0] || "no answer";
  return new InfrastructureError(
    `git: ${JSON.stringify(ref)} is neither in this clone nor to be had from origin (${answer}). Check the name, or clone with more depth (actions/checkout: fetch-depth: 0).`,
    { retryable: true }
  );
}

export {
  GitReader
};

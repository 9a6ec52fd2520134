/** How many artifacts of one run are looked into: GitHub allows a job 500, and rendering each takes time. */
export const runFileLimit = 500

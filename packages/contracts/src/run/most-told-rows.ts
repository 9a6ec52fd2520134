/** Rows that are kept of those that break a contract. */
export const mostKeptRows = 100_000

/** Rows that a check is told by their numbers: one more than are kept, which tells that some are left out. */
export const mostToldRows = mostKeptRows + 1

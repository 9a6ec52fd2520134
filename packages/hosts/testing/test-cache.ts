import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where what tests download is kept between runs. */
export function testCache(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test')
}

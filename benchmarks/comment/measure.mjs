// Tells at the end what a process took, on the file descriptor that the benchmark reads.
import { writeSync } from 'node:fs'

process.on('exit', (code) => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeSync(3, JSON.stringify({ code, rssMb: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }))
})

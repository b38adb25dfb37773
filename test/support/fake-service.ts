/** Stands in for the service in the supervisor's tests: answers with its process id, and ends when asked to. */
import { createServer } from 'node:http'

if (process.env['FAKE_SERVICE_DIES'] === '1') process.exit(7)
const server = createServer((request, response) => {
  if (request.url === '/die') process.exit(1)
  response.end(JSON.stringify({ pid: process.pid, mode: process.env['AZUKARI_MODE'] }))
})
server.listen(Number(process.env['PORT']))
process.on('SIGTERM', () => {
  console.log('service: ended in order')
  process.exit(0)
})

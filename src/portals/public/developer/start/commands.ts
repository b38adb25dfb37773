/** As they are typed, in any language. The examples of which they speak run in `test/journeys/example-clients.test.ts`. */
export const makeKeyWithOpenssl = `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out company.pem
openssl pkey -in company.pem -pubout`

export const makeKeyWithJava = 'java Client.java new-key company.pem'

/** The sandbox, with the program that needs least. `use` is one that everybody may try. */
export function tryWithBash(origin: string, use: string, reason: string): string {
  return `export AZUKARI_URL=${origin} SCOPE=sandbox STATE_FILE=trial.state
export CLIENT_ID=… KEY_FILE=company.pem
export USE=${use} REASON=${reason}
bash client.sh`
}

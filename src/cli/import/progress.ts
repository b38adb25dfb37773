/** Percent on a terminal's stderr, so that stdout stays fit for a pipe. */
export function progressOf(size: number): { show: (bytesRead: number) => void; clear: () => void } {
  const out = process.stderr
  let shown = -1
  if (!out.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show(bytesRead) {
      const percent = Math.floor((bytesRead / Math.max(size, 1)) * 100)
      if (percent <= shown) return
      shown = percent
      out.write(`\r${String(percent)} %`)
    },
    clear: () => out.write('\r      \r'),
  }
}

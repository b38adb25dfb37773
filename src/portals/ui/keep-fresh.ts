/**
 * For a page that shows work under way: asks for itself again, moves the bar, and loads the page anew only when the
 * work has ended, so that nobody who listens to the page is thrown back to its top every two seconds (WCAG 2.2 §2.2.1;
 * a bare `<meta http-equiv="refresh">` is its failure F41). Without JavaScript the page has that as its way out.
 */
export const keepFresh = `
const seconds = Number(document.currentScript.dataset.seconds)
const again = async () => {
  const answer = await fetch(location.href).catch(() => null)
  if (!answer) return void setTimeout(again, seconds * 1000)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const [now, next] = [document, page].map((each) => each.querySelector('main progress'))
  if (!now || !next) return location.reload()
  now.value = next.value
  const [words, nextWords] = [document, page].map((each) => each.querySelector('main .progress-words'))
  if (words && nextWords) words.textContent = nextWords.textContent
  setTimeout(again, seconds * 1000)
}
setTimeout(again, seconds * 1000)
`

import { createContext, type ComponentChildren, type Context } from 'preact'
import { useContext } from 'preact/hooks'
import { textOf } from './words/marked-text.tsx'

/**
 * What this page says happened, in the order it says it. A page that comes from the server is no change to a screen
 * reader, so a live region on it may stay silent; the title is always read first. Whatever is announced therefore
 * begins the title, too, and no page can forget it.
 */
export const AnnouncedContext: Context<string[] | null> = createContext<string[] | null>(null)

/** For messages: what is announced; `false` when there is nothing. */
export function useAnnouncement(title: ComponentChildren): void {
  const announced = useContext(AnnouncedContext)
  if (title !== false) announced?.push(textOf(title))
}

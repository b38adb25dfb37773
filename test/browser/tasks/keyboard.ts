import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { findFocused } from '../focus-fault.ts'
import { paper } from '../paper.ts'
import { ScreenReader, type Spoken } from './screen-reader.ts'

/** More presses than any page has stops. */
const patience = 120
/** For a page or a word to come. Nobody is timed; this only ends what would hang for ever. */
const waitMs = 60_000

/** As it is called out, whole; or what its name must match. */
type Name = string | RegExp

/**
 * A person who has a keyboard and hears what things are called: Tab, Shift+Tab, the arrows, Enter and Space. The page
 * stays private, so that a task has no mouse, no selector and, after its first page, no address.
 */
export class Walker {
  /** Everything that was wrong with where the focus was on the way. */
  readonly faults: string[] = []
  /** Presses of Enter, Space or an arrow that did something. */
  activations = 0
  readonly #page: Page
  readonly #reader: ScreenReader

  private constructor(page: Page, reader: ScreenReader) {
    this.#page = page
    this.#reader = reader
  }

  static async at(page: Page, address: string): Promise<Walker> {
    page.setDefaultTimeout(waitMs)
    // From the beginning: a window that opens while the browser is only being told to hand it over is lost.
    page.on('filechooser', () => undefined)
    await page.goto(address)
    return new Walker(page, await ScreenReader.of(page))
  }

  /** Only goes there. */
  async reach(role: string, name: Name): Promise<void> {
    await this.#goTo(role, name, 'Tab')
  }

  /** Goes there and presses Enter, which leads to another page. */
  async follow(role: string, name: Name): Promise<void> {
    await this.#goTo(role, name, 'Tab')
    const arrived = this.#page.waitForEvent('load').catch(() => undefined)
    await this.#activate('Enter')
    if (!(await arrived)) throw new Error(`${this.#where()}: ${role} "${String(name)}" leads nowhere`)
  }

  /** Goes there and presses Space: a box is ticked, a fold is opened. */
  async press(role: string, name: Name): Promise<void> {
    await this.#goTo(role, name, 'Tab')
    await this.#activate('Space')
  }

  /** The same for what lies behind. */
  async pressBefore(role: string, name: Name): Promise<void> {
    await this.#goTo(role, name, 'Shift+Tab')
    await this.#activate('Space')
  }

  /** Goes to the group by the one of its choices that holds now, and on to another. */
  async choose(now: Name, wanted: Name): Promise<void> {
    await this.#goTo('radio', now, 'Tab')
    for (let presses = 0; presses < patience; presses += 1) {
      await this.#activate('ArrowDown')
      const here = await this.#look()
      if (here && isCalled(here, 'radio', wanted)) return
    }
    throw new Error(`no choice called ${String(wanted)} beside ${String(now)}`)
  }

  /** Opens the browser's own window for files, and picks this one there. */
  async pick(name: Name, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.#goTo('button', name, 'Tab')
    const opened = this.#page.waitForEvent('filechooser')
    await this.#activate('Enter')
    await (await opened).setFiles(file)
  }

  /** Goes there and presses Enter, which brings a file to keep. */
  async saves(role: string, name: Name): Promise<Buffer> {
    await this.#goTo(role, name, 'Tab')
    const saved = this.#page.waitForEvent('download')
    await this.#activate('Enter')
    return readFile(await (await saved).path())
  }

  /** Waits until something of this role says so; gives it whole. */
  async hears(role: string, words: RegExp): Promise<string> {
    const giveUpAt = performance.now() + waitMs
    for (;;) {
      const said = await this.#reader.texts(role)
      const found = said.find((text) => words.test(text))
      if (found !== undefined) {
        // A page that is still arriving would be taken for the next one.
        await this.#page.waitForLoadState('load')
        return found
      }
      if (performance.now() > giveUpAt)
        throw new Error(`${this.#where()}: no ${role} says ${words}, only ${said.join(' | ')}`)
      await sleep(50)
    }
  }

  /** What stands on the paper that the browser's own command prints. */
  async prints(): Promise<string> {
    const screen = this.#page.viewportSize()
    await this.#page.emulateMedia({ media: 'print' })
    await this.#page.setViewportSize(paper)
    const cutOff = await this.#page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (cutOff > 0) this.faults.push(`${this.#where()}: ${cutOff} px are cut off on paper`)
    const text = await this.#page.locator('body').innerText()
    await this.#page.emulateMedia({ media: null })
    if (screen) await this.#page.setViewportSize(screen)
    return text
  }

  /** On to the end of the page: nothing holds the focus back, and it can be seen all the way. */
  async leave(): Promise<void> {
    for (let presses = 0; presses < patience; presses += 1) {
      await this.#page.keyboard.press('Tab')
      if (!(await this.#look())) return
    }
    throw new Error(`${this.#where()} never lets the focus go`)
  }

  /** Past the end of the page it begins anew, once. */
  async #goTo(role: string, name: Name, key: 'Tab' | 'Shift+Tab'): Promise<void> {
    const passed: string[] = []
    let ends = 0
    while (ends < 2 && passed.length < patience) {
      await this.#page.keyboard.press(key)
      const here = await this.#look()
      if (!here) ends += 1
      else if (isCalled(here, role, name)) return
      else passed.push(`${here.role} "${here.name}"`)
    }
    const fault = ends < 2 ? 'holds the focus' : `has no ${role} "${String(name)}"`
    throw new Error(`${this.#where()} ${fault}:\n${passed.join('\n')}`)
  }

  async #activate(key: 'Enter' | 'Space' | 'ArrowDown'): Promise<void> {
    this.activations += 1
    await this.#page.keyboard.press(key)
  }

  /** What the focus is on now; notes what is wrong with it. */
  async #look(): Promise<Spoken | undefined> {
    const here = await this.#reader.focus()
    const fault = here && (await this.#page.evaluate(findFocused))?.fault
    if (fault) this.faults.push(`${this.#where()}: ${here.role} "${here.name}" ${fault}`)
    return here
  }

  #where(): string {
    return new URL(this.#page.url()).pathname
  }
}

function isCalled(here: Spoken, role: string, name: Name): boolean {
  return here.role === role && (typeof name === 'string' ? here.name === name : name.test(here.name))
}

import { describe, expect, it } from 'vitest'
import { Personal } from '../../../kernel/index.ts'
import { defineWords, ErrorSummary, Page, renderPage, StatusMessage, type View } from '../index.ts'
import { specimenCity, specimenView } from '../specimen.tsx'
import { withLanguage } from './header.tsx'

const quiet: View = { ...specimenView, demo: null, signedIn: null }

function pageFor(view: View, more: { section?: string } = {}): string {
  return renderPage(
    <Page view={view} city={specimenCity} title="記録" {...more}>
      <p>本文</p>
    </Page>,
  )
}

describe('A page', () => {
  it('has one heading, one main part, a way to skip to it and a place for what just happened', () => {
    const html = pageFor(quiet)
    expect(html.startsWith('<!doctype html><html lang="ja"')).toBe(true)
    expect(html.match(/<h1>/gu)).toHaveLength(1)
    expect(html.match(/<main id="main"/gu)).toHaveLength(1)
    expect(html).toContain('<a class="skip" href="#main">本文へ進む</a>')
    expect(html).toContain('<div class="status" id="status"></div>')
    expect(html).toContain('<title>記録｜みその市</title>')
  })

  it.each([
    ['ja', 'lang="ja" class="ja"'],
    ['ja-easy', 'lang="ja" class="ja-easy"'],
    ['en', 'lang="en" class="en"'],
  ] as const)('in %s says so to the browser', (locale, expected) => {
    expect(pageFor({ ...quiet, locale })).toContain(`<html ${expected}>`)
  })

  it('names the city’s office and its telephone number', () => {
    expect(pageFor(quiet)).toContain('<a class="phone" href="tel:0480000000">048-000-0000</a>')
  })

  it('takes readings out of its title', () => {
    const say = defineWords({
      ja: { title: '{記録|きろく}' },
      'ja-easy': { title: '{記録|きろく}' },
      en: { title: 'History' },
    }).in({ locale: 'ja', ruby: true })
    const html = renderPage(
      <Page view={{ ...quiet, ruby: true }} city={specimenCity} title={say('title')}>
        <p>本文</p>
      </Page>,
    )
    expect(html).toContain('<title>記録｜みその市</title>')
    expect(html).toContain('<h1><ruby>記録<rt aria-hidden="true">きろく</rt></ruby></h1>')
  })

  it.each([
    ['done', <StatusMessage title="止めました & <b>" />, '止めました &amp; &lt;b>'],
    ['wrong', <ErrorSummary errors={[{ name: 'day', message: '日付' }]} />, '1か所を直してください'],
  ])(
    'begins its title with what was %s: a page that is new is announced by its title',
    (_what, status, said) => {
      const html = renderPage(
        <Page view={quiet} city={specimenCity} title="記録" status={status}>
          <p>本文</p>
        </Page>,
      )
      expect(html).toContain(`<title>${said}｜記録｜みその市</title>`)
    },
  )

  it('shows the clock of the demonstration only in the demonstration', () => {
    expect(pageFor({ ...quiet, demo: { now: new Date('2026-11-23T01:32:00Z') } })).toContain(
      '<time datetime="2026-11-23T10:32:00+09:00">2026年11月23日（月）10時32分</time>',
    )
    expect(pageFor(quiet)).not.toContain('デモ')
  })

  it('shows the four places, and which of them this is, to those who are signed in only', () => {
    const html = pageFor(specimenView, { section: 'history' })
    expect(html.match(/aria-current="page"/gu)).toHaveLength(1)
    expect(html).toMatch(/href="\/history" aria-current="page"/u)
    expect(pageFor(quiet)).not.toContain('おもなページ')
  })

  it('keeps itself fresh only while work is under way, also without JavaScript', () => {
    const working = renderPage(
      <Page view={quiet} city={specimenCity} title="記録" refreshSeconds={2}>
        <p>本文</p>
      </Page>,
    )
    expect(working).toContain('<noscript><meta http-equiv="refresh" content="2"/></noscript>')
    expect(working).toMatch(/<script src="[^"]+" nonce="nonce-of-this-answer" defer data-seconds="2">/u)
    expect(pageFor(quiet)).not.toMatch(/refresh|<script/u)
  })

  it('prints no personal value unless revealed, and escapes it', () => {
    const html = pageFor({ ...specimenView, signedIn: { displayName: new Personal('<b>花子') } })
    expect(html).toContain('&lt;b>花子さん')
    expect(html).not.toContain('[personal]')
  })
})

describe('The language links', () => {
  const table = [
    ['/history', 'en', '/history?lang=en'],
    ['/companies?by=data', 'ja', '/companies?by=data&lang=ja'],
    ['/companies?lang=en&by=data', 'ja-easy', '/companies?lang=ja-easy&by=data'],
  ] as const

  it.each(table)('from %s to %s lead to %s', (path, locale, expected) => {
    expect(withLanguage(path, locale)).toBe(expected)
  })

  it('say each name in its own language and mark the current one', () => {
    expect(pageFor(quiet)).toMatch(/lang="ja" aria-current="true"><span>日本語</u)
    expect(pageFor({ ...quiet, locale: 'en' })).toMatch(/lang="en" aria-current="true"><span>English</u)
  })
})

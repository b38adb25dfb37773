import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { ChoicePair, Form, StatusMessage, SubmitButton, SwitchRow } from '../index.ts'
import { specimenView } from '../specimen.tsx'
import { ViewContext } from '../view.ts'

const html = (element: VNode) =>
  renderToString(<ViewContext.Provider value={specimenView}>{element}</ViewContext.Provider>)

const row = {
  id: 'r',
  company: 'さくら薬局',
  data: '歩数',
  purpose: '相談',
  stopAction: '/stop',
  agreeHref: '/consent/1',
}

describe('A switch', () => {
  it('that is on stops with one tap: one form, one button, no dialog', () => {
    const markup = html(<SwitchRow {...row} state="on" stopFields={{ use: 'u1' }} />)
    expect(markup).toContain('<form method="post" action="/stop">')
    expect(markup).toContain('<input type="hidden" name="_csrf" value="token-of-this-session"/>')
    expect(markup).toContain('<input type="hidden" name="use" value="u1"/>')
    expect(markup).toMatch(/<button type="submit" role="switch"[^>]*aria-checked="true"/u)
  })

  it('that is off leads to the consent page and changes nothing itself', () => {
    const markup = html(<SwitchRow {...row} state="off" stopFields={{ use: 'u1' }} />)
    expect(markup).toContain('<form method="get" action="/consent/1"><button')
    expect(markup).toContain('aria-checked="false"')
    expect(markup).not.toContain('csrf')
  })

  it('is named by company, data and purpose; the state word stays outside', () => {
    const markup = html(<SwitchRow {...row} state="on" />)
    expect(markup).toContain('aria-labelledby="r-company r-data r-purpose"')
    const button = /<button[^]*?<\/button>/u.exec(markup)?.[0]
    expect(button).not.toContain('使ってよい')
    expect(markup.split('</button>')[1]).toContain('使ってよい')
  })

  it('says under its own row what the server confirmed, and announces it', () => {
    const markup = html(<SwitchRow {...row} state="off" message={<StatusMessage title="止めました" />} />)
    expect(markup).toMatch(
      /<div class="switch-message"><div class="message done" role="status">[^]*止めました/u,
    )
  })
})

describe('Agreeing and refusing', () => {
  const markup = html(
    <Form action="/consent/1">
      <ChoicePair name="answer" />
    </Form>,
  )
  const buttons = [...markup.matchAll(/<button ([^>]*)>([^<]*)<\/button>/gu)]

  it('are two buttons that differ in value and word only', () => {
    expect(buttons.map(([, , word]) => word)).toEqual(['使ってよい', 'ことわる'])
    const [agree, refuse] = buttons.map(([, attributes]) => attributes?.replace(/value="\w+"/u, ''))
    expect(agree).toBe(refuse)
  })
})

describe('A button that cannot be used now', () => {
  it('can be reached, does nothing and explains itself', () => {
    const markup = html(<SubmitButton unavailable="控えができてから印刷できます。">印刷する</SubmitButton>)
    expect(markup).toMatch(/<button type="button" [^>]*aria-disabled="true" aria-describedby="([^"]+)"/u)
    expect(markup).toMatch(/<span class="reason" id="[^"]+">控えができてから印刷できます。<\/span>/u)
    expect(markup).not.toContain('type="submit"')
  })
})

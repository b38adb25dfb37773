import { describe, expect, it } from 'vitest'
import { canBePrinted } from './can-be-printed.ts'

describe('The font of our papers', () => {
  it.each([
    ['青葉 花子 様', true],
    ['髙﨑 德子', true],
    ['葛\u{e0100}城 辻\u{e0101}', true],
    ['𠮷田 塚\ufa10', true],
    ['Nguyễn Thị Đào', true],
    ['〒000-0001 みその県あおば野市１－２ア', true],
    ['', true],
    ['髙﨑 德䨺', false],
    ['靇䨺町字', false],
    ['龘', false],
    ['Žižek', false],
    ['김', false],
    ['\ue000田', false],
  ])('has every character of %j: %s', (text, has) => {
    expect(canBePrinted(text)).toBe(has)
  })
})

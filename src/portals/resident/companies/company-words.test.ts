import { describe, expect, it } from 'vitest'
import { companies } from '../../../seed/index.ts'
import { companyAndDepartment } from './company-words.ts'

describe('A company with its department', () => {
  it.each(companies)('is named without Japanese on English pages ($clientId)', ({ profile }) => {
    expect(companyAndDepartment({ locale: 'en' }, profile)).toMatch(/^[\w ]+$/u)
    expect(companyAndDepartment({ locale: 'ja' }, profile)).toBe(`${profile.name} ${profile.department}`)
  })

  it('has its Japanese department where it has given no other', () => {
    const profile = companies.map((company) => company.profile).find(({ kind }) => kind === 'pharmacy')
    expect(companyAndDepartment({ locale: 'en' }, { ...profile!, departmentEn: undefined })).toBe(
      'Midori Pharmacy 健康サポート係',
    )
  })
})

import { z } from 'zod'
import { grantsOf, longestSearch, mentions, usesOpenTo } from '../../../../consent/index.ts'
import { requireResident } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import type { Use } from '../../../../review/index.ts'
import type { Vendor } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import { readerOf, sendPage } from '../../../reader.ts'
import { awayOf } from '../../leave/away.ts'
import { companyStatesOf } from '../switchboard.ts'
import { shownOn } from './list.ts'
import { BrowsePage } from './view.tsx'

const querystring = z.object({
  by: z.enum(['company', 'purpose']).catch('company'),
  words: z
    .string()
    .transform((typed) => typed.trim().slice(0, longestSearch))
    .catch(''),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})

/** 会社をさがす: what there is to choose, asked about or not. Nothing is changed here. */
export function addBrowsePage(pages: App): void {
  pages.get(
    paths.browse,
    { preHandler: requireResident, schema: { querystring } },
    async (request, reply) => {
      const { tenant, residentId, view, city } = await readerOf(request, reply)
      const { by, words, page } = request.query
      const { because, open, closed } = await usesOpenTo(tenant, residentId)
      const found = open.filter(({ use, vendor }) => isAbout(use, vendor, words))
      const vendors = [...new Map(found.map(({ vendor }) => [vendor.vendorId, vendor])).values()]
      const uses = found.map(({ use }) => use)
      const now = tenant.clock.now()
      const companies = companyStatesOf(vendors, uses, await grantsOf(tenant, residentId), now)
      const shown = shownOn(
        page,
        companies.flatMap((company) => company.uses),
        by,
      )
      const away = await awayOf(tenant, residentId)
      const props = { view, city, by, looked: words, shown, because, away, now }
      return sendPage(
        reply,
        <BrowsePage {...props} closed={closed.filter((one) => isAbout(one.use, one.vendor, words))} />,
      )
    },
  )
}

function isAbout({ terms }: Use, { profile }: Vendor, words: string): boolean {
  return mentions({ profile, terms }, words)
}

import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { lastUsesOf } from '../../../exchange/index.ts'
import { requireResident } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage, type Reader } from '../../reader.ts'
import { awayOf } from '../leave/away.ts'
import { loadCompanies } from './load-companies.ts'
import { loadActResult, loadLastStop } from './stop/act-result.ts'
import { ActMessage } from './stop/act-message.tsx'
import { switchboardOf } from './switchboard.ts'
import { SwitchboardPage, type SwitchboardProps } from './view.tsx'

const querySchema = z.object({
  by: z.enum(['company', 'data']).catch('company'),
  choose: z.enum(['some', 'all']).catch('some'),
  act: z.string().max(40).optional(),
})

export function addCompaniesPage(pages: App): void {
  pages.get(
    paths.companies,
    { preHandler: requireResident, schema: { querystring: querySchema } },
    async (request, reply) => {
      const reader = await readerOf(request, reply)
      const { by, choose, act } = request.query
      const result = await (act === undefined ? loadLastStop(reader) : loadActResult(reader, act))
      const status = result && <ActMessage result={result} />
      return sendSwitchboard(reader, reply, { by, all: choose === 'all', status })
    },
  )
}

/** The switchboard as it stands now, with what is to be said above it. */
export async function sendSwitchboard(
  reader: Reader,
  reply: FastifyReply,
  { by = 'company', all = false, status }: Partial<Pick<SwitchboardProps, 'by' | 'all' | 'status'>>,
): Promise<FastifyReply> {
  const { tenant, residentId, view, city } = reader
  const companies = await loadCompanies(tenant, residentId)
  const lastUses = await lastUsesOf(tenant, residentId)
  const away = await awayOf(tenant, residentId)
  const board = switchboardOf(companies)
  const shown = { by, all, board, companies, lastUses, away, status }
  return sendPage(reply, <SwitchboardPage {...{ view, city, ...shown }} />)
}

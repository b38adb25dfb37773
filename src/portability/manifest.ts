import { z } from 'zod'

/** Of the export that this program writes and reads (docs/export-format.md). Counted up when a kind or a field changes. */
export const formatVersion = 2

/** The two files beside those of the kinds. */
export const manifestFile = 'manifest.json'
export const noteFile = 'manifest.note'

const count = z.int().min(0)

/** What must be known before anything else is believed. */
export const formatSchema = z.object({ format: z.literal('azukari-export'), version: z.int().min(1) })

export const manifestSchema = z.strictObject({
  format: z.literal('azukari-export'),
  version: z.literal(formatVersion),
  /** `move`: the log's secret keys are in it, and the city it was taken from has ended. */
  purpose: z.enum(['copy', 'move']),
  tenant: z.string().regex(/^[a-z0-9_]{1,20}$/),
  /** By the clock of the machine that took it, just before the snapshot. */
  exportedAt: z.iso.datetime(),
  program: z.string().max(50),
  log: z.strictObject({
    /** The key that vouches for this file, and signs the log at present. */
    key: z.string().max(1_000),
    checkpoint: z.strictObject({ size: count, note: z.string().max(10_000) }).nullable(),
  }),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z-]{1,60}$/),
        file: z.string().regex(/^[a-z-]{1,60}\.ndjson\.zst\.age$/),
        lines: count,
        bytes: count,
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(1_000),
})
export type Manifest = z.infer<typeof manifestSchema>

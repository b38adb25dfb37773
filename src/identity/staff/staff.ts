import { idSchema, lineSchema, type Id, type Personal } from '../../kernel/index.ts'
import type { StaffOnFile, StaffRole } from './rules.ts'

export type StaffId = Id<'staff'>
export const staffIdSchema = idSchema<StaffId>()

/** A member of the city's staff, as the pages show them. */
export interface StaffMember extends StaffOnFile {
  staffId: StaffId
  name: Personal<string>
  role: StaffRole
}

/** As somebody types it, or a shell passes it on. */
export const staffNameSchema = lineSchema(60)

export { isMailAddress, isMailServer } from './forms.ts'
export { createMailer, type Mail, type Mailer, type Posted } from './mailer.ts'

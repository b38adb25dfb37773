import type { App } from '../../platform/http/index.ts'
import { addCompanyActsPage } from './acts/route.tsx'
import { addCompanyHomePage } from './home/route.tsx'
import { addCompanyInvitedPage } from './invited/route.tsx'
import { addKeysPage } from './keys/route.tsx'
import { addPersonsPage } from './persons/route.tsx'
import { addCompanyProofRoutes } from './proof-routes.ts'
import { addRegisterPage } from './register/route.tsx'
import { addCompanySignInPage } from './sign-in/route.tsx'

const pageFolders = [
  addRegisterPage,
  addCompanyInvitedPage,
  addCompanySignInPage,
  addCompanyHomePage,
  addCompanyProofRoutes,
  addPersonsPage,
  addKeysPage,
  addCompanyActsPage,
]

/** Every page of companies. That a session of a company counts on them, and no other, is said here for all. */
export function addCompanyPages(app: App): void {
  void app.register(async (pages: App) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, portal: 'company' }
    })
    for (const addPage of pageFolders) addPage(pages)
  })
}

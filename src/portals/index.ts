import type { App } from '../platform/http/index.ts'
import { addAssets, serveAsset } from './add-assets.ts'
import { answerLanguageLinks, answerLanguageLinksNowhere } from './language.ts'
import { paths } from './paths.ts'
import type { PortalServices } from './portal.ts'
import { addCityPages } from './city/add-city-pages.ts'
import { addCompanyPages } from './company/add-company-pages.ts'
import { passkeyScript } from './passkey/script.ts'
import { addDeveloperPages } from './public/developer/add-developer-pages.ts'
import { addAppAsksPage } from './public/apps/route.tsx'
import { addFrontPage } from './public/front/route.tsx'
import { addCardSignInPage } from './public/sign-in/card/route.tsx'
import { addJoinPages } from './public/join/route.tsx'
import { addMailSignInPages } from './public/sign-in/mail/route.tsx'
import { addOutsidePages } from './public/outside/route.tsx'
import { addPasskeySignIn } from './public/sign-in/passkey/route.ts'
import { addSharePage } from './public/share/route.tsx'
import { addSignInPage } from './public/sign-in/route.tsx'
import { addStopByCardPage } from './public/stop-by-card/route.tsx'
import { addTermsPages } from './public/terms/route.tsx'
import { addVerifyPage } from './public/verify/route.tsx'
import { addPartnersPages } from './resident/partners/route.tsx'
import { addAppsPage } from './resident/apps/route.tsx'
import { addLetAppInPage } from './resident/let-app-in/route.tsx'
import { addBrowsePage } from './resident/companies/browse/route.tsx'
import { addCompanyPage } from './resident/companies/company/route.tsx'
import { addCompaniesPage } from './resident/companies/route.tsx'
import { addReplacePages } from './resident/companies/replace/route.tsx'
import { addResumeRoute } from './resident/companies/resume/route.tsx'
import { addPauseRoute, addStopRoutes } from './resident/companies/stop/route.tsx'
import { addCohortRoute } from './resident/cohort/route.tsx'
import { addConsentPage } from './resident/consent/route.tsx'
import { addDataPage } from './resident/data/route.tsx'
import { addImportPages } from './resident/deposits/import/route.tsx'
import { addDepositsPage } from './resident/deposits/list/route.tsx'
import { addMergedHistoryPage } from './resident/history/merged/route.tsx'
import { addHistoryPage } from './resident/history/route.tsx'
import { addHomePage } from './resident/home/route.tsx'
import { addMailAddressPages } from './resident/mail-address/route.tsx'
import { addTextNumberPages } from './resident/text-number/route.tsx'
import { addNoticesPage } from './resident/notices/route.tsx'
import { addNoticeSettingsPage } from './resident/notices-settings/route.tsx'
import { addOwnCardPage } from './resident/card/route.tsx'
import { addOutsideLinkPage } from './resident/outside/route.tsx'
import { addProofPages } from './resident/proof/route.tsx'
import { addPasskeysPage } from './resident/passkeys/route.tsx'
import { addReceiptPage } from './resident/receipt/route.tsx'
import { addErasePage } from './resident/erase/route.tsx'
import { addExportPage } from './resident/export/route.tsx'
import { addLeavePage } from './resident/leave/route.tsx'
import { addSharesPages } from './resident/shares/route.tsx'
import { addSessionsPage } from './resident/sessions/route.tsx'
import { addAnswerTermsPage } from './resident/terms/route.tsx'
import { addSettingsPage } from './resident/settings/route.tsx'

export type { PortalServices } from './portal.ts'
export { invitationAddress } from './passkey/invitation-address.ts'
export { drawErrorPage } from './public/error/draw.tsx'

/** For apps of residents, which tell them. */
export const pathOfShare = paths.openShare

type AddPage = (pages: App, services: PortalServices) => void

/** Every page folder, in the order a resident meets them. */
const pageFolders: readonly AddPage[] = [
  addFrontPage,
  addSignInPage,
  addCardSignInPage,
  addMailSignInPages,
  addPasskeySignIn,
  addJoinPages,
  addStopByCardPage,
  addSharePage,
  addOutsidePages,
  addVerifyPage,
  addTermsPages,
  addDeveloperPages,
  addAnswerTermsPage,
  addHomePage,
  addDepositsPage,
  addImportPages,
  addDataPage,
  addCompaniesPage,
  addBrowsePage,
  addCompanyPage,
  addStopRoutes,
  addPauseRoute,
  addResumeRoute,
  addReplacePages,
  addConsentPage,
  addProofPages,
  addReceiptPage,
  addHistoryPage,
  addMergedHistoryPage,
  addNoticesPage,
  addSettingsPage,
  addNoticeSettingsPage,
  addMailAddressPages,
  addTextNumberPages,
  addSessionsPage,
  addOwnCardPage,
  addOutsideLinkPage,
  addPasskeysPage,
  addAppAsksPage,
  addLetAppInPage,
  addAppsPage,
  addPartnersPages,
  addSharesPages,
  addCohortRoute,
  addErasePage,
  addExportPage,
  addLeavePage,
]

/** Adds every page of the portals, what they look like, and the language links they share. */
export function addPortalRoutes(app: App, services: PortalServices): void {
  addAssets(app)
  serveAsset(app, passkeyScript())
  answerLanguageLinksNowhere(app)
  void app.register(async (pages: App) => {
    answerLanguageLinks(pages)
    for (const addPage of pageFolders) addPage(pages, services)
    addCityPages(pages)
    addCompanyPages(pages)
  })
}

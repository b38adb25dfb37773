import type { App } from '../../platform/http/index.ts'
import { addDoorPages } from '../passkey/add-door-pages.tsx'
import { addActsPage } from './acts/route.tsx'
import { cityPlace } from './city-door.ts'
import { addCityCompanyPage, cityCompanyFilled } from './companies/company/route.tsx'
import { addCityCompaniesPage } from './companies/route.tsx'
import { addAgreePage } from './counter/agree/route.tsx'
import { addCardHandOver } from './counter/card/route.tsx'
import { addConfirmPage } from './counter/confirm/route.tsx'
import { addDecidePage } from './counter/decide/route.tsx'
import { addCounterPage } from './counter/desk/route.tsx'
import { addFoundPage } from './counter/found/route.tsx'
import { addJoinPage } from './counter/join/route.tsx'
import { addAddressPage } from './counter/address/route.tsx'
import { addLifePage } from './counter/life/route.tsx'
import { addMergeErrorPage } from './counter/merge-error/route.tsx'
import { addMergePage } from './counter/merge/route.tsx'
import { addResidentPage } from './counter/resident/route.tsx'
import { addSheetPage } from './counter/sheet/route.tsx'
import { addChangeBriefingPage } from './cohorts/briefing/route.tsx'
import { addChangeCohortPage } from './cohorts/change/route.tsx'
import { addCohortPage } from './cohorts/cohort/route.tsx'
import { addCohortsPage } from './cohorts/route.tsx'
import { addCityHomePage } from './home/route.tsx'
import { addLettersPage } from './letters/route.tsx'
import { addCityProgramPage, cityProgramFilled } from './programs/program/route.tsx'
import { addCityProgramsPage, cityProgramsFilled } from './programs/route.tsx'
import { addSearchesPage } from './searches/route.tsx'
import { addStaffPage, staffFilled } from './staff/route.tsx'

const pageFolders = [
  addCityHomePage,
  addStaffPage,
  addCityProgramsPage,
  addCityProgramPage,
  addActsPage,
  addSearchesPage,
  addLettersPage,
  addCityCompaniesPage,
  addCityCompanyPage,
  addCohortsPage,
  addCohortPage,
  addChangeCohortPage,
  addChangeBriefingPage,
  addAddressPage,
  addCounterPage,
  addFoundPage,
  addResidentPage,
  addCardHandOver,
  addConfirmPage,
  addAgreePage,
  addLifePage,
  addMergePage,
  addMergeErrorPage,
  addSheetPage,
  addDecidePage,
  addJoinPage,
]

const filledPages = [staffFilled, cityProgramsFilled, cityProgramFilled, cityCompanyFilled]

/** Every page of the city's staff. That a session of staff counts on them, and no resident's, is said here for all. */
export function addCityPages(app: App): void {
  void app.register(async (pages: App) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, portal: 'city' }
    })
    addDoorPages(pages, cityPlace, filledPages)
    for (const addPage of pageFolders) addPage(pages)
  })
}

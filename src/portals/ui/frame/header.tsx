import { shown } from '../words/marked-text.tsx'
import { TimeText } from '../words/time-text.tsx'
import { uiWords } from '../ui-words.ts'
import { useView, type Locale } from '../view.ts'
import { useWords } from '../words/define-words.ts'
import { Icon } from '../icon.tsx'

const languageNames: Record<Locale, { name: string; language: string }> = {
  ja: { name: '日本語', language: 'ja' },
  'ja-easy': { name: 'やさしい日本語', language: 'ja' },
  en: { name: 'English', language: 'en' },
}

export function Header({ cityName, homeHref }: { cityName: string; homeHref: string }) {
  const { signedIn } = useView()
  const say = useWords(uiWords)
  return (
    <header class="header">
      <DemoBanner />
      <div class="header-inside">
        <a class="brand" href={homeHref}>
          <Icon name="shield" />
          <span>{cityName}</span>
        </a>
        {signedIn && (
          <span class="signed-in">
            <Icon name="person" />
            <span>{say('signedInAs', { name: signedIn.displayName.reveal() })}</span>
          </span>
        )}
        <Languages />
      </div>
    </header>
  )
}

/** Plain links: `?lang=` is remembered by the server, which then leads back to the same page. */
function Languages() {
  const { locale, path, ruby } = useView()
  const say = useWords(uiWords)
  return (
    <nav class="languages" aria-label={say.text('languages')}>
      <ul>
        {(Object.keys(languageNames) as Locale[]).map((each) => (
          <li>
            <a
              href={withLanguage(path, each)}
              lang={languageNames[each].language}
              aria-current={each === locale ? 'true' : undefined}
            >
              <span>{shown(languageNames[each].name, ruby)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function withLanguage(path: string, locale: Locale): string {
  const [base = '/', query = ''] = path.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('lang', locale)
  return `${base}?${parameters}`
}

/** That this is a demonstration: above everything else on the page. */
function DemoBanner() {
  const { demo } = useView()
  const say = useWords(uiWords)
  if (!demo) return null
  return (
    <div class="banner demo">
      <p>
        <Icon name="info" />
        <span>
          {say('demo')}{' '}
          <span class="demo-now">
            {say('demoNow')}
            <TimeText at={demo.now} />
          </span>
        </span>
      </p>
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { iconAsset, keepFreshAsset, stylesheet, type Asset } from '../assets.ts'
import { uiWords } from '../ui-words.ts'
import { useView, ViewContext, type View } from '../view.ts'
import { useWords } from '../words/define-words.ts'
import { textOf } from '../words/marked-text.tsx'
import type { City } from './city.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { homeOf, isAtHome } from './home.ts'
import { Navigation } from './navigation.tsx'

interface PageProps {
  view: View
  city: City
  /** For the browser's tab, and the heading when no other is given. */
  title: ComponentChildren
  heading?: ComponentChildren
  /** The place in the navigation that this page belongs to. */
  section?: string
  /** In the place of the resident's: where staff can go. */
  navigation?: ComponentChildren
  /** What just happened, above the content: a `<StatusMessage>` or an `<ErrorSummary>`, which announce themselves. */
  status?: ComponentChildren
  /** For work under way: the page keeps its bar up to date, and without JavaScript asks for itself anew. */
  refreshSeconds?: number | undefined
  /** Of this page alone. Without it the page still says what to do. */
  script?: Asset
  children: ComponentChildren
}

/** A whole page. Everything below it knows the reader; see `useView`. */
export function Page(props: PageProps) {
  const { locale, ruby, largeText } = props.view
  return (
    <ViewContext.Provider value={props.view}>
      <html
        lang={locale === 'en' ? 'en' : 'ja'}
        class={[locale, ruby && 'ruby', largeText && 'large', isAtHome(props.view) && 'with-navigation']
          .filter(Boolean)
          .join(' ')}
      >
        <Head {...props} title={`${textOf(props.title)}｜${props.city.name}`} />
        <Body {...props} />
      </html>
    </ViewContext.Provider>
  )
}

type HeadProps = { title: string } & Pick<PageProps, 'refreshSeconds' | 'script'>

function Head({ title, refreshSeconds, script }: HeadProps) {
  const { nonce } = useView()
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="stylesheet" href={stylesheet.path} nonce={nonce} />
      <link rel="icon" href={iconAsset.path} type={iconAsset.type} />
      {script && <script src={script.path} nonce={nonce} defer />}
      {refreshSeconds !== undefined && <KeepFresh seconds={String(refreshSeconds)} />}
    </head>
  )
}

function KeepFresh({ seconds }: { seconds: string }) {
  const { nonce } = useView()
  return (
    <>
      <script src={keepFreshAsset.path} nonce={nonce} defer data-seconds={seconds} />
      <noscript>
        <meta http-equiv="refresh" content={seconds} />
      </noscript>
    </>
  )
}

function Body({ view, city, title, heading, section, navigation, status, children }: PageProps) {
  const say = useWords(uiWords)
  return (
    <body>
      <a class="skip" href="#main">
        {say('skip')}
      </a>
      <Header cityName={city.name} homeHref={homeOf(view)} />
      {isAtHome(view) && <Navigation current={section} />}
      {navigation}
      <main id="main" tabIndex={-1} class="main">
        <h1>{heading ?? title}</h1>
        <div class="status" id="status">
          {status}
        </div>
        {children}
      </main>
      <Footer city={city} />
    </body>
  )
}

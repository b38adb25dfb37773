/** What chromium tells a screen reader about the page that is open: its own tree, not one made up by a library. */
import type { CDPSession, Page } from 'playwright-core'

/** As it is called out: `switch "みどり薬局 歩数 健康づくりの助言"`. */
export interface Spoken {
  role: string
  name: string
}

interface TreeNode {
  nodeId: string
  ignored: boolean
  role?: { value?: unknown }
  name?: { value?: unknown }
  childIds?: string[]
}

export class ScreenReader {
  readonly #session: CDPSession

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async of(page: Page): Promise<ScreenReader> {
    return new ScreenReader(await page.context().newCDPSession(page))
  }

  /** What has the focus; undefined past the end of the page, where the browser's own controls would come. */
  async focus(): Promise<Spoken | undefined> {
    const { result } = await this.#session.send('Runtime.evaluate', { expression: 'document.activeElement' })
    if (!result.objectId || result.className === 'HTMLBodyElement') return undefined
    const only = { objectId: result.objectId, fetchRelatives: false }
    const { nodes } = await this.#session.send('Accessibility.getPartialAXTree', only)
    const [node] = nodes
    return node && { role: roleOf(node), name: nameOf(node) }
  }

  /** Everything of this role, each as it would be read out from its beginning to its end. */
  async texts(role: string): Promise<string[]> {
    const { nodes } = await this.#session.send('Accessibility.getFullAXTree')
    const byId = new Map(nodes.map((node) => [node.nodeId, node]))
    return nodes.filter((node) => !node.ignored && roleOf(node) === role).map((node) => textOf(node, byId))
  }
}

function textOf(node: TreeNode, byId: ReadonlyMap<string, TreeNode>): string {
  if (roleOf(node) === 'StaticText') return node.ignored ? '' : nameOf(node)
  return (node.childIds ?? [])
    .map((id) => byId.get(id))
    .map((child) => (child ? textOf(child, byId) : ''))
    .join('')
}

const roleOf = ({ role }: TreeNode) => String(role?.value ?? '')
const nameOf = ({ name }: TreeNode) => String(name?.value ?? '')

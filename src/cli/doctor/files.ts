import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Finding } from './finding.ts'

/** Two clusters of 40 MB, their write-ahead logs (up to 1 GB each), and one upload of the default limit. */
const neededMiB = 4096
const mebibyte = 1024 * 1024

/** The folder itself or, before the first start, the nearest one above it. */
async function nearest(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  )
  return there || dirname(path) === path ? path : nearest(dirname(path))
}

export async function examineDirectory(path: string): Promise<Finding> {
  const place = await nearest(path)
  // That it may be written was seen with the other settings.
  const open = place === path && ((await stat(path)).mode & 0o077) !== 0
  return {
    check: 'data-directory',
    state: open ? 'wrong' : 'good',
    ja: 'データの場所',
    en: 'data directory',
    found: place,
    remedy: { ja: `chmod 700 ${path}`, en: `chmod 700 ${path}` },
  }
}

export async function examineDiskSpace(path: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await nearest(path))
  const freeMiB = Math.floor((bavail * bsize) / mebibyte)
  return {
    check: 'disk-space',
    state: freeMiB >= neededMiB ? 'good' : 'wrong',
    ja: '空き容量',
    en: 'free disk space',
    found: `${freeMiB} MiB`,
    remedy: { ja: `${neededMiB} MiB 以上あけてください`, en: `Free at least ${neededMiB} MiB` },
  }
}

export async function examineKeyRing(file: string, mode: 'demo' | 'production'): Promise<Finding> {
  const found = await stat(file).catch(() => undefined)
  const finding = { check: 'city-keys', ja: '都市の鍵束', en: 'city key ring', found: found ? file : '—' }
  // In the demo the first start makes it.
  if (!found && mode === 'demo') return { ...finding, state: 'good' }
  if (!found) {
    const remedy = {
      ja: '鍵束を作るか、控えから戻してください（AZUKARI_CITY_KEYS）',
      en: 'Make the key ring, or restore it (AZUKARI_CITY_KEYS)',
    }
    return { ...finding, state: 'wrong', remedy }
  }
  if ((found.mode & 0o077) === 0) return { ...finding, state: 'good' }
  return { ...finding, state: 'wrong', remedy: { ja: `chmod 600 ${file}`, en: `chmod 600 ${file}` } }
}

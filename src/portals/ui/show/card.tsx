import type { ComponentChildren } from 'preact'

interface CardProps {
  heading?: ComponentChildren
  /** Depth of the heading; a card stands below the page's own h1. */
  level?: 2 | 3
  children?: ComponentChildren
}

export function Card({ heading, level = 2, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class="card">
      {heading && <Heading class="card-heading">{heading}</Heading>}
      {children}
    </section>
  )
}

/** A card that leads to one page: its heading is the link, and the whole card answers the tap. */
export function LinkCard({ href, heading, children }: Omit<CardProps, 'level'> & { href: string }) {
  return (
    <div class="card link-card">
      <a class="card-heading" href={href}>
        <span>{heading}</span>
      </a>
      {children && <div class="link-card-more">{children}</div>}
    </div>
  )
}

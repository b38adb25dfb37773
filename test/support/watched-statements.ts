import type { TestTenant } from './tenant.ts'

/** The same city, whose every statement is written down into `asked`. */
export function watched(city: TestTenant, asked: string[]): TestTenant {
  const noting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          if (name === 'query') asked.push(typeof given[0] === 'string' ? given[0] : JSON.stringify(given[0]))
          const answer: unknown = Reflect.apply(value, of, given)
          return name === 'connect' && answer instanceof Promise ? answer.then(noting) : answer
        }
      },
    })
  return { ...city, database: noting(city.database), deliveryDatabase: noting(city.deliveryDatabase) }
}

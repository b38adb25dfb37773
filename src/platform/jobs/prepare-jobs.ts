import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { openPool } from '../database/index.ts'
import { silentLogger } from './queue-logger.ts'

const advisoryLock = 0x6a6f6273 // 'jobs': two processes that start together prepare one after the other

/**
 * Brings the queue's schema up to this program and gives the login `jobs` what it needs there, and nothing else.
 * `migrateUrl`: the login that owns the tenant's database. After `migrate`.
 */
export async function prepareJobs(migrateUrl: string): Promise<void> {
  const pool = openPool({ url: migrateUrl, name: 'azukari-migrate', max: 2 })
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock])
    await runMigrations({ pgPool: pool, logger: silentLogger })
    await grantQueue(client)
  } finally {
    // Closing the connection also gives back the lock, whatever state it is in.
    client.release(true)
    await pool.end()
  }
}

/**
 * graphile-worker puts its tables under row level security without a policy, for they are meant for their owner alone.
 * The owner here could read the vault, so the workers get a login of their own and a policy on these tables.
 */
async function grantQueue(client: pg.PoolClient): Promise<void> {
  await client.query(`
    grant usage on schema graphile_worker to azukari_jobs;
    grant select on graphile_worker.migrations to azukari_jobs;
    grant select on graphile_worker.jobs to azukari_jobs;
    do $$
    declare
      queue_table regclass;
    begin
      for queue_table in
        select oid from pg_class
         where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relname ~ '^_private_'
      loop
        execute format('grant select, insert, update, delete on %s to azukari_jobs', queue_table);
        if not exists (select from pg_policy where polrelid = queue_table and polname = 'the_workers') then
          execute format('create policy the_workers on %s to azukari_jobs using (true)', queue_table);
        end if;
      end loop;
    end $$`)
}

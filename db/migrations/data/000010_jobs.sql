-- Jobs: work that is promised in a transaction and done after it. The queue itself is graphile-worker's, in a schema of
-- its own that only the login `jobs` may touch; this is the one door through which the service puts something in.

-- Every task there is. A new task is a new migration: nobody can queue what no program knows.
create table platform.job_tasks (
  name text not null primary key check (name ~ '^[a-z][a-z0-9-]{0,62}$')
);
insert into platform.job_tasks (name) values ('expire-deposits'), ('forget-dead-processes'), ('forget-expired');

-- Nothing about a person but ids: a flat object of short strings in the form of an id, a code or a day.
create function platform.are_ids(payload jsonb) returns boolean
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_typeof(payload) = 'object'
     and octet_length(payload::text) <= 2000
     and not exists (
       select from jsonb_each(case when jsonb_typeof(payload) = 'object' then payload else '{}' end)
        where jsonb_typeof(value) <> 'string' or value #>> '{}' !~ '^[a-z0-9][a-z0-9.-]{0,63}$')
$$;

-- Runs as the owner, so that the services need no right on the queue. Within the caller's transaction: rolled back, it
-- was never queued. The same key again while the job still waits replaces it.
create function platform.enqueue_job(task text, payload jsonb, key text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from platform.job_tasks known where known.name = enqueue_job.task) then
    raise exception 'this task is not in platform.job_tasks' using errcode = 'invalid_parameter_value';
  end if;
  if platform.are_ids(enqueue_job.payload) is not true then
    raise exception 'the payload of a job holds ids only, in at most 2000 bytes' using errcode = 'invalid_parameter_value';
  end if;
  if enqueue_job.key !~ '^[a-z0-9][a-z0-9./-]{0,199}$' then
    raise exception 'the key of a job is made of ids' using errcode = 'invalid_parameter_value';
  end if;
  perform graphile_worker.add_job(
    identifier => enqueue_job.task,
    payload    => enqueue_job.payload::json,
    job_key    => enqueue_job.task || '/' || enqueue_job.key);
end
$$;

-- Whose jobs are taken over, and whose half-read files are given up: a process silent for half a minute. Longer than
-- its lease, which runs out already when a machine is busy; a job taken over too early would run twice.
create view platform.door_job_holders as
  select process_id from platform.processes where lease_until > clock_timestamp() - interval '30 seconds';

revoke execute on function platform.enqueue_job from public;
grant execute on function platform.enqueue_job to azukari_personal;
grant usage on schema platform to azukari_jobs;
grant select on platform.door_job_holders to azukari_jobs, azukari_personal;

interface SettingsOptions {
  port: number
  durable: boolean
}

/** Everything that differs from PostgreSQL's own defaults, given on the command line: no file of its to edit. */
export function settings({ port, durable }: SettingsOptions): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No socket file: its place would have to be writable, short (107 bytes) and private.
    unix_socket_directories: '',
    max_connections: '100',
    // Our queries are short; compiling them costs more than it saves.
    jit: 'off',
    timezone: 'UTC',
    ...quietLog,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
}

/**
 * Server events only. Errors of single statements stay out because their words quote values
 * ("invalid input syntax for type date: …"), and so do statements, parameters and the details under a message.
 */
const quietLog = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
}

/**
 * Log sources of public rules that no Windows event log holds: what a rule names here, it does not expect of an event
 * with a channel.
 *
 * Source: the log sources of https://github.com/SigmaHQ/sigma and the Sigma taxonomy.
 */

/** Categories that rules state without a product: logs of applications and appliances, in whatever form. */
export const GENERIC_CATEGORIES: readonly string[] = ['database', 'dns', 'firewall', 'proxy', 'webserver'];

/** Services that rules state without a product. */
export const GENERIC_SERVICES: readonly string[] = ['apache', 'netflow', 'nginx'];

/** Services of Linux that write text logs. */
export const LINUX_SERVICES: readonly string[] = [
  ...['auditd', 'auth', 'clamav', 'cron', 'guacamole', 'sshd', 'sudo', 'syslog', 'vsftpd'],
];

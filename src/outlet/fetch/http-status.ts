/** Names of HTTP statuses, and what each usually means when a feed answers it. Pure. */

export function named(status: number): string {
  return NAMES[status] === undefined ? String(status) : `${status} ${NAMES[status]}`;
}

/** Statuses that feeds answer with, and Cloudflare's own. HTTP/2 sends no reason phrase. */
const NAMES: Readonly<Record<number, string>> = {
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  429: 'Too Many Requests',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  521: 'Web Server Is Down',
  522: 'Connection Timed Out',
  523: 'Origin Is Unreachable',
  524: 'A Timeout Occurred',
  525: 'SSL Handshake Failed',
  526: 'Invalid SSL Certificate',
};

/** What to do about a status, as the end of a sentence; '' for nothing. */
export function advice({ status, challenge }: { readonly status: number; readonly challenge: boolean }): string {
  if (challenge)
    return ': a bot check that only a browser passes answered; ask the outlet to exempt its feed from its bot protection';
  switch (status) {
    case 401:
    case 407:
      return ': it requires a login, which wirefold does not support';
    case 402:
    case 451:
      return ': it is not offered to us';
    case 403:
    case 406:
      return ': it refuses this network or User-Agent; try another User-Agent for this outlet';
    case 404:
      return ": there is no feed at this address; look on the outlet's site for its new address";
    case 429:
      return ': it was asked too often, so the next try waits longer';
    case 202:
    case 204:
      return ' and no feed: often a bot check; try another User-Agent for this outlet';
    case 521:
    case 522:
    case 523:
    case 524:
      return ': its own server does not answer';
    case 525:
    case 526:
      return ': its certificate is wrong';
    case 530:
      return ': its name cannot be resolved, or points to an address that Cloudflare does not fetch';
    default:
      return status >= 500 ? ': its server is in trouble' : '';
  }
}

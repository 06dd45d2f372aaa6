/** Which peers are believed about who sends: addresses and networks, as the configuration lists them. */
import { BlockList, isIP } from 'node:net';

/** Takes `127.0.0.1`, `10.1.0.0/16`, `::1`, `2001:db8::/32`. Throws `RangeError` for anything else. */
export function trustedPeers(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = familyOf(address);
    if (!family) throw new RangeError(`trusted: \`${entry}\` is neither an address nor a network`);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (peer) => {
    // A listener for both families reports an IPv4 peer as ::ffff:a.b.c.d.
    const address = peer.replace(/^::ffff:(?=\d+\.)/i, '');
    const family = familyOf(address);
    return family !== undefined && list.check(address, family);
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : undefined;
}

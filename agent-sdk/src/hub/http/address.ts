import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Loopback and private networks. Link-local is not among them: cloud machines answer secrets there. */
const local = new BlockList();
local.addSubnet("127.0.0.0", 8, "ipv4");
local.addSubnet("10.0.0.0", 8, "ipv4");
local.addSubnet("172.16.0.0", 12, "ipv4");
local.addSubnet("192.168.0.0", 16, "ipv4");
local.addAddress("::1", "ipv6");
local.addSubnet("fc00::", 7, "ipv6");

/** Whether an IP address is loopback or private. */
export function isLocalAddress(address: string): boolean {
  return local.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Whether a URL's host is local; undefined for a name, which only its addresses can tell. */
export function isLocalHost(hostname: string): boolean | undefined {
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? undefined : isLocalAddress(host);
}

/** Resolves names as usual, but refuses those that lead out of this machine and its private networks. */
export const lookupLocal: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    const addresses = found.filter(({ address }) => isLocalAddress(address));
    const [first] = addresses;
    if (!first) {
      const text = `${hostname} is no loopback or private address; set allowRemote: true if that is meant`;
      return callback(Object.assign(new Error(text), { code: "ENOTLOCAL" }), []);
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

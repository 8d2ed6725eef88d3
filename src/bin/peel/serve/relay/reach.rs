//! How far inside an address is: this machine, a private network, everywhere; or where the relay
//! never goes.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The innermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Only this machine.
    Loopback,
    /// The networks that it is part of.
    Private,
    /// Everybody.
    Public,
}

/// Where clouds tell a machine its credentials, besides 169.254.169.254: Azure, Alibaba, Oracle.
const METADATA_V4: [Ipv4Addr; 3] = [
    Ipv4Addr::new(168, 63, 129, 16),
    Ipv4Addr::new(100, 100, 100, 200),
    Ipv4Addr::new(192, 0, 0, 192),
];

/// The same in IPv6: AWS, Google.
const METADATA_V6: [Ipv6Addr; 2] = [
    Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254),
    Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254),
];

/// The reach of an address; none where the relay never goes: link-local addresses, where no
/// registry is but metadata services are, and what is no host's address at all.
pub fn of(address: IpAddr) -> Option<Reach> {
    match address {
        IpAddr::V4(address) => of_v4(address),
        IpAddr::V6(address) => of_v6(address),
    }
}

fn of_v4(address: Ipv4Addr) -> Option<Reach> {
    let [a, b, ..] = address.octets();
    if address.is_link_local() || a >= 224 || METADATA_V4.contains(&address) {
        return None;
    }
    Some(match (a, b) {
        // 0.0.0.0 connects to this machine.
        (0 | 127, _) => Reach::Loopback,
        (10, _) | (172, 16..=31) | (192, 168) => Reach::Private,
        // Shared by a provider's customers; for tests between networks.
        (100, 64..=127) | (198, 18..=19) => Reach::Private,
        _ => Reach::Public,
    })
}

fn of_v6(address: Ipv6Addr) -> Option<Reach> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| of_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    match [a, b, c, d, e, f] {
        _ if address.is_loopback() || address.is_unspecified() => Some(Reach::Loopback),
        // IPv4 written as IPv6: mapped, compatible, translated (NAT64), 6to4.
        [0, 0, 0, 0, 0, 0xffff | 0] | [0x64, 0xff9b, 0, 0, 0, 0] => v4(g, h),
        [0x2002, ..] => v4(b, c),
        [0xfe80..=0xfebf | 0xff00.., ..] => None,
        _ if METADATA_V6.contains(&address) => None,
        [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => Some(Reach::Private),
        _ => Some(Reach::Public),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        for (addresses, expected) in [
            (
                &[
                    "127.0.0.1",
                    "127.255.0.9",
                    "0.0.0.0",
                    "::1",
                    "::",
                    "::ffff:127.0.0.1",
                    "64:ff9b::7f00:1",
                ][..],
                Some(Reach::Loopback),
            ),
            (
                &[
                    "10.0.0.1",
                    "172.31.255.255",
                    "192.168.1.1",
                    "100.64.0.1",
                    "fd12::1",
                    "::ffff:10.0.0.1",
                    "2002:a00:1::",
                ],
                Some(Reach::Private),
            ),
            (
                &[
                    "1.1.1.1",
                    "172.32.0.1",
                    "100.128.0.1",
                    "2606:4700::1",
                    "::ffff:1.1.1.1",
                    "2002:101:101::",
                ],
                Some(Reach::Public),
            ),
            (
                &[
                    "169.254.169.254",
                    "169.254.0.1",
                    "::ffff:169.254.169.254",
                    "::169.254.169.254",
                    "64:ff9b::a9fe:a9fe",
                    "2002:a9fe:a9fe::",
                    "fe80::1",
                    "febf::1",
                    "ff02::1",
                    "224.0.0.1",
                    "255.255.255.255",
                    "fd00:ec2::254",
                    "100.100.100.200",
                    "168.63.129.16",
                ],
                None,
            ),
        ] {
            for address in addresses {
                assert_eq!(of(address.parse().unwrap()), expected, "{address}");
            }
        }
    }
}

//! The hosts that may be asked: those that a person named, and those that give out tokens for them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use peel::limits;

use super::reach::Reach;
use super::target::{Host, Scheme, Target};

/// What may be asked, and how far inside it may be.
#[derive(Debug, Default)]
pub struct Hosts {
    allowed: Mutex<HashMap<(Host, u16), Reach>>,
    /// Asked by http although they are not this machine; a port where one was given.
    plain: Vec<(Host, Option<u16>)>,
}

impl Hosts {
    pub fn new(plain: Vec<(Host, Option<u16>)>) -> Hosts {
        Hosts {
            allowed: Mutex::default(),
            plain,
        }
    }

    /// Allows a host that a person named, wherever it is. Without a port, both schemes' own.
    /// Whether there was room.
    pub fn ask(&self, host: &Host, port: Option<u16>) -> bool {
        let own = [Scheme::Https.port(), Scheme::Http.port()];
        let ports = port.map_or(own.to_vec(), |port| vec![port]);
        ports
            .into_iter()
            .all(|port| self.allow(host, port, Reach::Loopback))
    }

    /// Allows a host that another named, if it is not further inside than that.
    pub fn follow(&self, target: &Target, named_by: Reach) -> bool {
        self.allow(&target.host, target.port, named_by)
    }

    fn allow(&self, host: &Host, port: u16, innermost: Reach) -> bool {
        let mut allowed = self.allowed.lock().unwrap_or_else(PoisonError::into_inner);
        let room = allowed.len() < limits::RELAY_HOSTS;
        match allowed.get_mut(&(host.clone(), port)) {
            Some(known) => *known = innermost.min(*known),
            None if room => {
                allowed.insert((host.clone(), port), innermost);
            }
            None => return false,
        }
        true
    }

    /// How far inside this host may be; none if it may not be asked.
    pub fn innermost(&self, target: &Target) -> Option<Reach> {
        let allowed = self.allowed.lock().unwrap_or_else(PoisonError::into_inner);
        allowed.get(&(target.host.clone(), target.port)).copied()
    }

    /// Whether http may be spoken with a host, though others hear it.
    pub fn is_plain(&self, target: &Target) -> bool {
        self.plain
            .iter()
            .any(|(host, port)| *host == target.host && port.is_none_or(|port| port == target.port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Target {
        Target::url(text).unwrap()
    }

    #[test]
    fn a_host_is_its_port_too() {
        let (host, _) = Host::and_port("registry.example").unwrap();
        let hosts = Hosts::new(vec![(host.clone(), Some(8080))]);
        assert!(hosts.ask(&host, Some(5000)));
        let asked = target("https://registry.example:5000/v2/");
        assert_eq!(hosts.innermost(&asked), Some(Reach::Loopback));
        assert_eq!(hosts.innermost(&target("https://registry.example/")), None);
        assert!(hosts.ask(&host, None));
        assert!(
            hosts
                .innermost(&target("https://registry.example/"))
                .is_some()
        );
        assert!(
            hosts
                .innermost(&target("https://registry.example:443/"))
                .is_some()
        );
        assert!(hosts.is_plain(&target("http://registry.example:8080/")));
        assert!(!hosts.is_plain(&target("http://registry.example/")));
    }

    #[test]
    fn who_names_a_host_bounds_how_far_inside_it_is() {
        let hosts = Hosts::default();
        let realm = target("https://auth.example/token");
        assert!(hosts.follow(&realm, Reach::Public));
        assert_eq!(hosts.innermost(&realm), Some(Reach::Public));
        assert!(hosts.follow(&realm, Reach::Private));
        assert!(hosts.follow(&realm, Reach::Public));
        assert_eq!(hosts.innermost(&realm), Some(Reach::Private));
    }

    #[test]
    fn there_is_an_end() {
        let hosts = Hosts::default();
        let (host, _) = Host::and_port("a.example").unwrap();
        let asked = (1..=u16::MAX).take_while(|port| hosts.ask(&host, Some(*port)));
        assert_eq!(asked.count(), limits::RELAY_HOSTS);
    }
}

//! A choice of a few things.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

/// What a choice is made of: at most eight of it.
pub trait Member: Copy + PartialEq + 'static {
    /// All of them, in the order in which they are shown.
    const ALL: &'static [Self];

    /// For addresses and attributes.
    fn id(self) -> &'static str;
}

/// Some members, or none.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Set<T>(u8, PhantomData<T>);

impl<T: Member> Set<T> {
    /// These.
    pub fn of(members: &[T]) -> Set<T> {
        let bits = members.iter().map(|member| bit(*member));
        Set(bits.fold(0, |all, bit| all | bit), PhantomData)
    }

    /// Whether it is chosen.
    pub fn has(self, member: T) -> bool {
        self.0 & bit(member) != 0
    }

    /// Whether none is.
    pub fn is_empty(self) -> bool {
        self.members().next().is_none()
    }

    /// The same with one more, or one less.
    pub fn switched(self, member: T) -> Set<T> {
        Set(self.0 ^ bit(member), PhantomData)
    }

    /// Those that are chosen, in the order in which they are shown.
    pub fn members(self) -> impl Iterator<Item = T> {
        T::ALL
            .iter()
            .copied()
            .filter(move |member| self.has(*member))
    }

    /// Their ids, with commas between them.
    pub fn ids(self) -> String {
        let ids: Vec<&str> = self.members().map(Member::id).collect();
        ids.join(",")
    }

    /// Those of these ids; what is none is passed over.
    pub fn of_ids(ids: &str) -> Set<T> {
        let named = |member: &&T| ids.split(',').any(|id| id == member.id());
        let members: Vec<T> = T::ALL.iter().filter(named).copied().collect();
        Set::of(&members)
    }
}

fn bit<T: Member>(member: T) -> u8 {
    let place = T::ALL.iter().position(|other| *other == member);
    place.map_or(0, |place| 1 << place)
}

impl<T> Clone for Set<T> {
    fn clone(&self) -> Set<T> {
        *self
    }
}

impl<T> Copy for Set<T> {}

impl<T> Default for Set<T> {
    fn default() -> Set<T> {
        Set(0, PhantomData)
    }
}

impl<T> PartialEq for Set<T> {
    fn eq(&self, other: &Set<T>) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Set<T> {}

impl<T: Member + fmt::Debug> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.members()).finish()
    }
}

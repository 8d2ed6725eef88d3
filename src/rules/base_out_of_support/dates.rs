//! Until when versions are supported: the table that stands beside this file.

/// Made by hand from the sources that it names.
const DATES: &str = include_str!("dates.txt");

/// Something that has versions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Product {
    pub(super) name: &'static str,
    /// Its official image; empty where there is none any more.
    pub(super) image: &'static str,
    /// Its versions, the newest first, each with its last day.
    versions: &'static str,
}

impl Product {
    /// The product of that ID.
    pub(super) fn of(id: &str) -> Option<Product> {
        DATES.split("\n= ").skip(1).find_map(|section| {
            let (head, versions) = section.split_once('\n')?;
            let mut fields = head.split(" | ").map(str::trim);
            let (known, name, image) = (fields.next()?, fields.next()?, fields.next()?);
            (known == id).then_some(Product {
                name,
                image,
                versions,
            })
        })
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.versions.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once(' '))
    }

    /// The last day of a version, or of the one that it is a part of: 3.18.4 of 3.18.
    pub(super) fn end(&self, version: &str) -> Option<&'static str> {
        let mut at = Some(version);
        while let Some(part) = at {
            if let Some((_, end)) = self.rows().find(|(known, _)| *known == part) {
                return Some(end);
            }
            at = part.rsplit_once('.').map(|(shorter, _)| shorter);
        }
        None
    }

    /// The version that is supported longest.
    pub(super) fn newest(&self) -> Option<&'static str> {
        let newest = self.rows().max_by_key(|(_, end)| *end);
        newest.map(|(version, _)| version)
    }

    /// The official image of a version.
    pub(super) fn reference(&self, version: &str) -> String {
        // Red Hat and CentOS have the version in the name.
        let whole = self.image.ends_with("ubi") || self.image.ends_with("stream");
        match whole {
            true => format!("{}{version}", self.image),
            false => format!("{}:{version}", self.image),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_right() {
        let mut products = 0;
        for section in DATES.split("\n= ").skip(1) {
            let head = section.lines().next().expect("a first line");
            let fields: Vec<&str> = head.split('|').map(str::trim).collect();
            assert_eq!(fields.len(), 4, "{head}");
            assert!(fields[3].starts_with("https://"), "{head}");
            let product = Product::of(fields[0]).expect("it is there");
            let rows: Vec<_> = product.rows().collect();
            assert!(rows.len() >= 3, "{head}");
            for (version, end) in rows {
                let day = end.bytes().enumerate().all(|(i, b)| match i {
                    4 | 7 => b == b'-',
                    _ => b.is_ascii_digit(),
                });
                assert!(day && end.len() == 10, "{head}: {version} {end}");
                assert_eq!(
                    product.end(version),
                    Some(end),
                    "{head}: {version} stands twice"
                );
            }
            products += 1;
        }
        assert_eq!(products, 16);
    }
}

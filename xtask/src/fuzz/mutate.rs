//! Seeded accidents.

/// Numbers that follow from a seed (`SplitMix64`).
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another; 0 when that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }
}

/// Makes files of files.
pub struct Mutator {
    /// What the format is made of.
    pub words: &'static [&'static str],
    /// The largest file made.
    pub largest: usize,
}

impl Mutator {
    /// One of the seeds after one to eight accidents.
    pub fn made(&self, seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
        let mut bytes = seeds.get(random.below(seeds.len())).cloned().unwrap_or_default();
        for _ in 0..=random.below(8) {
            self.accident(&mut bytes, seeds, random);
            bytes.truncate(self.largest);
        }
        bytes
    }

    fn accident(&self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Random) {
        let at = random.below(bytes.len() + 1);
        let to = (at + random.below(40)).min(bytes.len());
        match random.below(12) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(random.below(256)).unwrap_or(0);
                }
            }
            2 => drop(bytes.drain(at..to)),
            3 => {
                let copy = bytes[at..to].to_vec();
                let place = random.below(bytes.len() + 1);
                bytes.splice(place..place, copy);
            }
            4 => {
                // Many times: what nests, nests deep.
                let copy = bytes[at..(at + 1 + random.below(6)).min(bytes.len())].to_vec();
                let times = 1 << random.below(12);
                bytes.splice(at..at, copy.repeat(times));
            }
            5 => {
                let other = seeds.get(random.below(seeds.len())).map_or(&[][..], Vec::as_slice);
                let from = random.below(other.len() + 1);
                let end = (from + random.below(400)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            6 => bytes.truncate(at),
            7 => {
                let number = ["0", "-1", "9223372036854775808", "1e400", "0x7f", "1.0", "NaN", "184467440737095516160"];
                self.put(bytes, at, to, number[random.below(number.len())]);
            }
            8 => {
                let odd = ["\u{feff}", "\0", "\r", "\u{2028}", "\u{85}", "æ", "\t", "\u{10ffff}", "\u{202e}"];
                self.put(bytes, at, at, odd[random.below(odd.len())]);
            }
            9 => {
                // A line elsewhere.
                let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |place| place + 1);
                let end =
                    bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |place| at + place + 1);
                let line = bytes[start..end].to_vec();
                let place = random.below(bytes.len() + 1);
                bytes.splice(place..place, line);
            }
            _ => {
                let word = self.words.get(random.below(self.words.len())).copied().unwrap_or_default();
                let end = if random.below(2) == 0 { at } else { to };
                self.put(bytes, at, end, word);
            }
        }
    }

    #[allow(clippy::unused_self, reason = "one of the accidents")]
    fn put(&self, bytes: &mut Vec<u8>, at: usize, to: usize, text: &str) {
        bytes.splice(at..to, text.bytes());
    }
}

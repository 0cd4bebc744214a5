//! A small HTTP client over a kept connection, so that what is measured is the server.

use anyhow::{Context as _, Result, bail, ensure};
use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

/// The password of the demonstration's accounts.
const PASSWORD: &str = "prøv bavn i dag";

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Headers by their name in small letters; of several with one name, the last.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Somebody with a connection and, once signed in, a session.
#[derive(Debug)]
pub struct Client {
    stream: BufReader<TcpStream>,
    address: String,
    cookie: String,
}

impl Client {
    /// Connects.
    pub fn connect(address: &str) -> Result<Self> {
        Self::with_cookie(address, "")
    }

    /// Connects with another's session.
    pub fn with_cookie(address: &str, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("connecting to {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { stream: BufReader::new(stream), address: address.into(), cookie: cookie.into() })
    }

    /// Signs in to the demonstration, and gives the cookie of the session.
    pub fn sign_in(&mut self, username: &str) -> Result<String> {
        let form = [("username", username), ("password", PASSWORD), ("next", "/")];
        let answer = self.post("/log-ind", &form, &[])?;
        ensure!(answer.status == 303, "{username} could not sign in: {}", answer.status);
        let set = answer.headers.get("set-cookie").context("signing in set no cookie")?;
        self.cookie = set.split(';').next().unwrap_or_default().to_owned();
        Ok(self.cookie.clone())
    }

    /// Reads a page or file.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.exchange("GET", path, &[], b"")
    }

    /// Reads a page that must be there.
    pub fn page(&mut self, path: &str) -> Result<String> {
        let answer = self.get(path)?;
        ensure!(answer.status == 200, "{path} answers {}", answer.status);
        Ok(answer.text())
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Result<Answer> {
        let pairs: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend(headers);
        self.exchange("POST", path, &all, pairs.join("&").as_bytes())
    }

    /// Sends a body of a type.
    pub fn send(&mut self, path: &str, content_type: &str, body: &[u8]) -> Result<Answer> {
        self.exchange("POST", path, &[("content-type", content_type)], body)
    }

    fn exchange(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\n", self.address, body.len());
        if !self.cookie.is_empty() {
            head.push_str(&format!("cookie: {}\r\n", self.cookie));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let stream = self.stream.get_mut();
        stream.write_all(&[head.as_bytes(), body].concat())?;
        self.read()
    }

    fn read(&mut self) -> Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.with_context(|| format!("the server answered `{first}`"))?;
        let mut headers = BTreeMap::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.insert(name.to_lowercase(), value.trim().to_owned());
            }
        }
        let mut body = Vec::new();
        if headers.get("transfer-encoding").is_some_and(|coding| coding == "chunked") {
            loop {
                let size = usize::from_str_radix(&self.line()?, 16).context("the size of a chunk")?;
                let from = body.len();
                body.resize(from + size, 0);
                self.stream.read_exact(&mut body[from..])?;
                self.line()?;
                if size == 0 {
                    break;
                }
            }
        } else if let Some(length) = headers.get("content-length") {
            body.resize(length.parse()?, 0);
            self.stream.read_exact(&mut body)?;
        }
        Ok(Answer { status, headers, body })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// What stands between two texts, the first time.
pub fn between<'text>(text: &'text str, before: &str, after: &str) -> Option<&'text str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

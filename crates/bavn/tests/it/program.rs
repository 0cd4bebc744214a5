//! The built program, and a browser with no more than this needs.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

pub fn command(data: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bavn"));
    command.arg("--data").arg(data).args(words).env_remove("BAVN_DATABASE_URL").env("RUST_LOG", "warn");
    command
}

/// Runs the program to a good end.
pub fn bavn(data: &Path, words: &[&str]) {
    let output = command(data, words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Runs the program with a line on standard input; whether it went well, and what it said on either stream.
pub fn bavn_with(data: &Path, words: &[&str], line: &str) -> (bool, String) {
    let mut command = command(data, words);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that refuses before it reads has closed its end.
    let _ = writeln!(child.stdin.take().unwrap(), "{line}");
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// The program serving.
pub struct Served {
    child: Child,
    pub address: String,
}

impl Served {
    pub fn start(data: &Path) -> Self {
        let mut child = command(data, &["serve", "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit('/').next().unwrap().to_owned();
        Self { child, address }
    }

    /// SIGKILL: the program gets no chance to tidy up.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It is gone already where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who is signed in.
pub struct Page {
    address: String,
    cookie: String,
    body: String,
}

impl Page {
    pub fn sign_in(address: &str) -> Option<Self> {
        Self::sign_in_as(address, "koordinator", "prøv bavn i dag")
    }

    pub fn sign_in_as(address: &str, username: &str, password: &str) -> Option<Self> {
        let form = [("username", username.to_owned()), ("password", password.to_owned())];
        let (status, head, _) = send(address, "POST", "/log-ind", "", Some(&form))?;
        assert_eq!(status, 303);
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: "))?.split(';').next()?.to_owned();
        Some(Self { address: address.to_owned(), cookie, body: String::new() })
    }

    pub fn get(&self, path: &str) -> Option<Self> {
        let (status, _, body) = send(&self.address, "GET", path, &self.cookie, None)?;
        assert_eq!(status, 200, "{path}");
        Some(Self { address: self.address.clone(), cookie: self.cookie.clone(), body })
    }

    pub fn post(&self, path: &str, form: &[(&str, String)]) -> Option<u16> {
        send(&self.address, "POST", path, &self.cookie, Some(form)).map(|(status, ..)| status)
    }

    /// The value of a hidden field.
    pub fn value(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&start).nth(1).unwrap_or_else(|| panic!("no field {name}"));
        rest.split('"').next().unwrap().to_owned()
    }
}

/// Status, head and body; `None` when the connection broke.
fn send(
    address: &str,
    method: &str,
    path: &str,
    cookie: &str,
    form: Option<&[(&str, String)]>,
) -> Option<(u16, String, String)> {
    let fields = form.unwrap_or_default().iter().map(|(name, value)| format!("{name}={}", encoded(value)));
    let body = fields.collect::<Vec<_>>().join("&");
    let mut stream = TcpStream::connect(address).ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, head.to_owned(), body.to_owned()))
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

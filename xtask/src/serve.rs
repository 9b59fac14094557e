//! A server for development: dist/ on 127.0.0.1.

use crate::{build, tools::say};
use anyhow::{Result, anyhow};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use tiny_http::{Header, Request, Response, Server};

/// In place of the site's service worker, which would show the build before this one; ends those of other builds.
const NO_WORKER: &str = "addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(registration.unregister()));
";

/// The port that is tried first.
const USUAL_PORT: u16 = 8080;

/// Builds the site and serves it until stopped.
pub fn serve(port: Option<u16>) -> Result<()> {
    let site = build::site(build::Care::Full)?;
    fs::write(site.join("service-worker.js"), NO_WORKER)?;
    let wanted = port.unwrap_or(USUAL_PORT);
    let server = Server::http(("127.0.0.1", wanted))
        .or_else(|taken| if port.is_some() { Err(taken) } else { Server::http(("127.0.0.1", 0)) })
        .map_err(|error| anyhow!("can't serve on port {wanted}: {error}"))?;
    say(&format!("the page is at http://{}/  (stop with Ctrl+C)", server.server_addr()));
    for request in server.incoming_requests() {
        let file = locate(&site, request.url()).and_then(|path| Some((fs::read(&path).ok()?, path)));
        let answered = match file {
            Some((bytes, path)) => {
                let media = media_type(&path);
                // As hosts do, so that what loads here takes the way it takes there.
                let small = takes_gzip(&request) && !media.starts_with("image/png");
                let bytes = if small { gzipped(&bytes)? } else { bytes };
                let mut response = Response::from_data(bytes);
                let encoding = small.then_some(("Content-Encoding", "gzip"));
                for (name, value) in
                    [("Content-Type", media), ("Cache-Control", "no-store")].into_iter().chain(encoding)
                {
                    if let Ok(header) = Header::from_bytes(name, value) {
                        response.add_header(header);
                    }
                }
                request.respond(response)
            }
            None => request.respond(Response::from_string("not found").with_status_code(404)),
        };
        // A visitor who went away is no reason to stop.
        drop(answered);
    }
    Ok(())
}

fn takes_gzip(request: &Request) -> bool {
    let accepted = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    accepted.is_some_and(|header| header.value.as_str().contains("gzip"))
}

fn gzipped(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The file of the site that `url` asks for; `None` for anything outside.
fn locate(site: &Path, url: &str) -> Option<PathBuf> {
    let path = decoded(url.split(['?', '#']).next()?)?;
    let path = Path::new(path.trim_start_matches('/'));
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let path = site.join(path);
    if path.is_dir() { Some(path.join("index.html")) } else { Some(path) }
}

/// `url` with its `%E6%AD%A6` as characters; `None` when they are none.
fn decoded(url: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut parts = url.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.bytes());
    }
    String::from_utf8(bytes).ok()
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("csv") => "text/csv; charset=utf-8",
        Some("toml" | "md" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

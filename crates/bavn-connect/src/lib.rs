//! Clients for the outside. They read only, over HTTPS, with limits on time and size; what came is understood in `bavn-core`.

pub mod kitos;

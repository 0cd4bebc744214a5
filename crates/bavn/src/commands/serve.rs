use crate::{
    cli::ServeArgs,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::say,
};
use bavn_app::{App, asset::keep_coverage, identity::forget_addresses, organisation::find_municipality};
use bavn_web::{WebConfig, WebState, kit::format::date_of};
use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};
use time::OffsetDateTime;
use tokio::net::TcpListener;

/// `bavn serve`.
pub async fn run(mut config: Config, args: &ServeArgs) -> Outcome {
    config.port = args.port.unwrap_or(config.port);
    config.address = args.address.unwrap_or(config.address);
    let listener = listen(config.address, config.port).await?;
    let app = opening::open_and_migrate(&config, false).await?;
    if find_municipality(&app).await?.is_none() {
        return Err(Failure::failed("the database has no municipality yet.\nRun `bavn setup` first."));
    }
    let public_url = match &config.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => address_of(&listener)?,
    };
    say(format!("Bavn is ready at {public_url}"))?;
    let web = WebConfig {
        public_url,
        client_address_header: config.client_address_header.map(|name| name.to_ascii_lowercase()),
        ..WebConfig::default()
    };
    serve(listener, app, web).await
}

/// Takes a port.
///
/// # Errors
/// It is in use, or may not be used.
pub async fn listen(address: IpAddr, port: u16) -> Outcome<TcpListener> {
    TcpListener::bind((address, port)).await.map_err(|error| {
        Failure::failed(format!("cannot serve at {address} port {port}: {error}\nChoose another with --port."))
    })
}

/// The address of a listener as one types it in a browser.
///
/// # Errors
/// The system does not tell.
pub fn address_of(listener: &TcpListener) -> Outcome<String> {
    let address = listener.local_addr().map_err(|error| Failure::failed(error.to_string()))?;
    Ok(format!("http://{address}"))
}

/// Serves until asked to stop, then lets requests under way finish and closes the database.
///
/// # Errors
/// The listener or the database failed.
pub async fn serve(listener: TcpListener, app: App, web: WebConfig) -> Outcome {
    let tidying = tokio::spawn(tidy_daily(app.clone()));
    let service = bavn_web::router(WebState::new(app.clone(), web)).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(asked_to_stop()).await;
    tracing::info!("stopping");
    tidying.abort();
    app.db().clone().close().await?;
    served.map_err(|error| Failure::failed(format!("the server stopped: {error}")))
}

/// Once at the start and then each day: how the coverage of assets stands is kept, and what is kept for a time only goes when its time has come.
async fn tidy_daily(app: App) {
    let mut days = tokio::time::interval(Duration::from_secs(24 * 60 * 60));
    loop {
        days.tick().await;
        if let Err(error) = keep_coverage(&app, date_of(OffsetDateTime::now_utc())).await {
            tracing::error!(%error, "how the coverage of assets stands cannot be kept; tried again in a day");
        }
        match forget_addresses(&app, OffsetDateTime::now_utc()).await {
            Ok(0) => {}
            Ok(sessions) => tracing::info!(sessions, "network addresses of old sessions were cleared"),
            Err(error) => {
                tracing::error!(%error, "network addresses of old sessions cannot be cleared; tried again in a day")
            }
        }
    }
}

async fn asked_to_stop() {
    use tokio::signal::{
        ctrl_c,
        unix::{SignalKind, signal},
    };
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "the signal to terminate is not seen");
            let _ = ctrl_c().await;
        }
    }
}

//! Runs a role from its flags to its end.

use std::{net::SocketAddr, time::Duration};

use axum::Router;

use crate::{
    ApiKey, StartError,
    config::{self, Cli, DemoArgs, DeskArgs, DeskServeArgs, DeskTask, KeyArgs, Role, SeedArgs},
    database,
    demo::{self, Demo},
    demo_router,
    desk::{self, Desk, Settings, Store, Switches, now, seed},
    desk_router,
    gateway::{self, Gateway, GatewayStore, cli::GatewayArgs},
    gateway_router,
    identity::{self, Verifier},
    serve::{self, Sockets},
    telemetry, upstream, with_common_layers,
};

/// How long the database may take to close.
const CLOSING: Duration = Duration::from_millis(400);

/// Runs what the command line asks for.
///
/// # Errors
/// Whatever keeps it from starting, or ends it.
pub async fn run(cli: Cli) -> Result<(), StartError> {
    if let Some((role, checked)) = asked_to_check(&cli.role) {
        checked?;
        print!("{}", config::effective(role, &cli.said));
        println!("The settings are good.");
        return Ok(());
    }
    match cli.role {
        Role::Desk(args) => match (args.task, args.serve, args.key) {
            (Some(DeskTask::Seed(task)), ..) => run_seed(task).await,
            (None, Some(flags), Some(key)) => run_desk(flags, &key, args.switches).await,
            // clap itself asks for these flags when there is no task.
            (None, ..) => Err(StartError::MissingFlags),
        },
        Role::Gateway(args) => run_gateway(*args).await,
        Role::Token(args) => Ok(identity::cli::run_token(&args)?),
        Role::Doctor(args) => Ok(identity::cli::run_doctor(args).await?),
        Role::Demo(args) => run_demo(args).await,
    }
}

/// Where only a check is asked for: of which role, and what came of it. Everything is read that a start
/// would read, and nothing is opened, fetched or listened on.
fn asked_to_check(role: &Role) -> Option<(&'static str, Result<(), StartError>)> {
    match role {
        Role::Desk(args) if args.source.check_config => Some(("desk", check_desk(args))),
        Role::Gateway(args) if args.source.check_config => Some(("gateway", check_gateway(args))),
        Role::Demo(args) if args.source.check_config => Some(("demo", check_demo(args))),
        _ => None,
    }
}

fn check_desk(args: &DeskArgs) -> Result<(), StartError> {
    let (Some(flags), Some(key)) = (&args.serve, &args.key) else {
        return Err(StartError::MissingFlags);
    };
    database::check(&flags.database)?;
    key.resolve().map(|_| ())
}

fn check_gateway(args: &GatewayArgs) -> Result<(), StartError> {
    args.settings()?;
    let key = ApiKey::from_file(&args.api_key_file)?;
    upstream::http::connect(&args.http_settings(), &key)?;
    Verifier::new(args.identity.clone())?;
    args.database.as_deref().map_or(Ok(()), database::check)
}

fn check_demo(args: &DemoArgs) -> Result<(), StartError> {
    args.api_key.clone().map(ApiKey::new).transpose()?;
    demo::Signer::with_verifier(args.identity_secret_file.as_deref())?;
    args.database.as_deref().map_or(Ok(()), database::check)
}

async fn run_desk(
    args: DeskServeArgs,
    key: &KeyArgs,
    switches: Switches,
) -> Result<(), StartError> {
    telemetry::start(args.log_format);
    let settings = Settings {
        api_key: key.resolve()?,
        rate_limit_per_minute: args.rate_limit_per_minute,
        next_url_base: args.next_url_base,
        switches,
    };
    let store = Store::open(&args.database).await?;
    let stop = serve::stop_signal()?;
    let mut sockets = Sockets::inherited();
    let listener = sockets.next(args.listen).await?;
    serve::announce(&listener)?;
    let desk = Desk::new(store.clone(), settings);
    let metrics = with_common_layers(desk.exposition().router(), desk.http_metrics());
    serve_metrics(args.metrics_listen, &mut sockets, metrics).await?;
    let router = desk_router(desk);
    let result = serve::serve(listener, router, stop).await;
    close(store.close()).await;
    result
}

async fn run_seed(args: SeedArgs) -> Result<(), StartError> {
    let store = Store::open(&args.database).await?;
    let plan = seed::Plan {
        conversations: args.conversations,
        requesters: args.requesters,
        seed: args.seed,
        now: args.now.unwrap_or_else(now),
    };
    seed::run(&store, &plan).await?;
    store.close().await;
    println!(
        "added {} conversations of {} requesters",
        args.conversations, args.requesters
    );
    Ok(())
}

async fn run_demo(args: DemoArgs) -> Result<(), StartError> {
    telemetry::start(args.log_format);
    let database = args.database.unwrap_or_else(demo::default_database);
    let api_key = args
        .api_key
        .map_or_else(|| Ok(ApiKey::random()), ApiKey::new)?;
    let store = Store::open(&database).await?;
    demo::seed_if_empty(&store).await?;
    let (signer, verifier) = demo::Signer::with_verifier(args.identity_secret_file.as_deref())?;
    let desk = desk::router(Desk::new(store.clone(), Settings::new(api_key.clone())));
    let upstream = upstream::router::connect(desk.clone(), "/v1", &api_key);
    let memory = GatewayStore::open(&demo::gateway_database(&database)).await?;
    let settings = demo::gateway_settings()?;
    let gateway = Gateway::new(settings, verifier, upstream, memory.clone()).await?;
    let demo = Demo::new(args.site, signer).with_support_side(desk.clone(), &api_key);
    let stop = serve::stop_signal()?;
    let mut sockets = Sockets::inherited();
    let listener = sockets.next(args.listen).await?;
    serve::announce(&listener)?;
    tracing::info!("database {database}");
    demo.introduce(&api_key);
    let router = demo_router(desk, gateway, demo);
    let result = serve::serve(listener, router, stop).await;
    close(async { tokio::join!(store.close(), memory.close()) }).await;
    result
}

async fn run_gateway(args: GatewayArgs) -> Result<(), StartError> {
    telemetry::start(args.log_format);
    let settings = args.settings()?;
    let upstream = upstream::http::connect(
        &args.http_settings(),
        &ApiKey::from_file(&args.api_key_file)?,
    )?;
    let verifier = Verifier::new(args.identity)?;
    let database = args.database.unwrap_or_else(gateway::default_database);
    let store = GatewayStore::open(&database).await?;
    let gateway = Gateway::new(settings, verifier, upstream, store.clone()).await?;
    let stop = serve::stop_signal()?;
    let mut sockets = Sockets::inherited();
    let listener = sockets.next(args.listen).await?;
    serve::announce(&listener)?;
    let metrics = with_common_layers(gateway.exposition().router(), gateway.http_metrics());
    serve_metrics(args.metrics_listen, &mut sockets, metrics).await?;
    let result = serve::serve(listener, gateway_router(gateway), stop).await;
    close(store.close()).await;
    result
}

/// Serves the counts where the operator asked for them, until the process is told to stop.
async fn serve_metrics(
    address: Option<SocketAddr>,
    sockets: &mut Sockets,
    metrics: Router,
) -> Result<(), StartError> {
    let Some(address) = address else {
        return Ok(());
    };
    let listener = sockets.next(address).await?;
    let address = listener.local_addr().map_err(StartError::Serve)?;
    tracing::info!("metrics on http://{address}/metrics");
    tokio::spawn(serve::serve(listener, metrics, serve::stop_signal()?));
    Ok(())
}

/// A statement that outlasts the grace period must not hold up the end; the database survives it.
async fn close<T>(closing: impl Future<Output = T>) {
    let _ = tokio::time::timeout(CLOSING, closing).await;
}

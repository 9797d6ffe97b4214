//! Runs a role from its flags to its end.

use std::time::Duration;

use axum::Router;

use crate::{
    ApiKey, StartError,
    config::{Cli, DemoArgs, DeskServeArgs, DeskTask, KeyArgs, Role, SeedArgs},
    demo::{self, Demo},
    demo_router,
    desk::{Desk, Settings, Store, Switches, now, seed},
    desk_router, identity, serve, telemetry,
};

/// How long the database may take to close.
const CLOSING: Duration = Duration::from_millis(400);

/// Runs what the command line asks for.
///
/// # Errors
/// Whatever keeps it from starting, or ends it.
pub async fn run(cli: Cli) -> Result<(), StartError> {
    match cli.role {
        Role::Desk(args) => match (args.task, args.serve, args.key) {
            (Some(DeskTask::Seed(task)), ..) => run_seed(task).await,
            (None, Some(flags), Some(key)) => run_desk(flags, &key, args.switches).await,
            // clap itself asks for these flags when there is no task.
            (None, ..) => Err(StartError::MissingFlags),
        },
        Role::Token(args) => Ok(identity::cli::run_token(&args)?),
        Role::Doctor(args) => Ok(identity::cli::run_doctor(args).await?),
        Role::Demo(args) => run_demo(args).await,
    }
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
    let listener = serve::bind(args.listen).await?;
    serve::announce(&listener)?;
    let router = desk_router(Desk::new(store.clone(), settings));
    serve_until_stopped(listener, router, &store).await
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
    let listener = serve::bind(args.listen).await?;
    serve::announce(&listener)?;
    tracing::info!("database {database}");
    demo::introduce(&api_key);
    let desk = Desk::new(store.clone(), Settings::new(api_key.clone()));
    let router = demo_router(desk, Demo::new(args.site, api_key));
    serve_until_stopped(listener, router, &store).await
}

async fn serve_until_stopped(
    listener: tokio::net::TcpListener,
    router: Router,
    store: &Store,
) -> Result<(), StartError> {
    let result = serve::serve(listener, router, serve::stop_signal()).await;
    // A statement that outlasts the grace period must not hold up the end; the database survives it.
    let _ = tokio::time::timeout(CLOSING, store.close()).await;
    result
}

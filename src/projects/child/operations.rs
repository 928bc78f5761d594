//! The operations of a child that need nothing but their documentation.

/// Handlers, each by its documentation, its name and its path, and `register`, which registers them:
///
/// ```text
/// operations! { "risks": Risk as RiskView by RiskFilter
///     /// Lists the risks of a project.
///     list list_risks "/v1/projects/{project}/risks";
///     /// Lists the risks of a programme.
///     across list_programme_risks "/v1/programmes/{programme}/risks";
///     /// Adds a risk.
///     create create_risk "/v1/projects/{project}/risks" (NewRisk);
///     /// Shows a risk.
///     get get_risk "/v1/projects/{project}/risks/{id}";
///     /// Changes a risk.
///     update update_risk "/v1/projects/{project}/risks/{id}" (RiskPatch);
///     /// Closes a risk.
///     verb close_risk "/v1/projects/{project}/risks/{id}/close" Closed(Motive);
///     /// Deletes a risk.
///     delete delete_risk "/v1/projects/{project}/risks/{id}";
/// }
/// ```
///
/// A verb names what the journal calls it, and its body. What takes more than that is a handler of its own. The methods
/// (`get`, `post`, `patch`, `delete`) are imported from actix-web where this is used.
macro_rules! operations {
    ($tag:tt: $row:ident as $view:ident by $filter:ident $($(#[$doc:meta])* $kind:ident $name:ident $path:tt $($action:ident)? $(($body:ident))?;)+) => {
        $( $crate::projects::child::operations!(@$kind $tag $row $view $filter [$(#[$doc])*] $name $path $($action)? $($body)?); )+

        /// Registers the operations.
        pub fn register(api: &mut $crate::http::registry::Registry<'_>) {
            $( api.service($name); )+
        }
    };
    (@list $tag:tt $row:ident $($rest:tt)*) => {
        $crate::projects::child::operations!(@page list [$crate::projects::child::At<$row>] $tag $row $($rest)*);
    };
    (@across $($rest:tt)*) => {
        $crate::projects::child::operations!(@page list_of_programme [$crate::http::wire::Key] $($rest)*);
    };
    (@page $list:ident [$at:ty] $tag:tt $row:ident $view:ident $filter:ident [$(#[$doc:meta])*] $name:ident $path:tt) => {
        $(#[$doc])*
        #[utoipa::path(tag = $tag, params($crate::http::PageParameters, $filter),
            responses((status = 200, description = "A page.", body = $crate::http::PageOf<$view>)))]
        #[get($path)]
        pub async fn $name(
            list: $crate::http::List<$filter>,
            of: $crate::http::Path<$at>,
        ) -> $crate::http::ApiResult {
            $crate::projects::child::$list::<$row>(list, of).await
        }
    };
    (@get $tag:tt $row:ident $view:ident $filter:ident [$(#[$doc:meta])*] $name:ident $path:tt) => {
        $(#[$doc])*
        #[utoipa::path(tag = $tag, responses((status = 200, description = "As it stands.", body = $view)))]
        #[get($path)]
        pub async fn $name(
            read: $crate::http::Read,
            path: $crate::http::Path<$crate::projects::child::Below<$row>>,
        ) -> $crate::http::ApiResult {
            $crate::projects::child::get::<$row>(read, path).await
        }
    };
    (@create $tag:tt $row:ident $view:ident $filter:ident [$(#[$doc:meta])*] $name:ident $path:tt $body:ident) => {
        $(#[$doc])*
        #[utoipa::path(tag = $tag, request_body = $body,
            responses((status = 201, description = "The new one.", body = $view)))]
        #[post($path)]
        pub async fn $name(
            write: $crate::http::Write<$body>,
            at: $crate::http::Path<$crate::projects::child::At<$row>>,
        ) -> $crate::http::ApiResult {
            $crate::projects::child::create::<$row>(write, at).await
        }
    };
    (@update $tag:tt $row:ident $view:ident $filter:ident [$(#[$doc:meta])*] $name:ident $path:tt $body:ident) => {
        $(#[$doc])*
        #[utoipa::path(tag = $tag, request_body(content = $body, content_type = "application/merge-patch+json"),
            responses((status = 200, description = "It, after the change.", body = $view)))]
        #[patch($path)]
        pub async fn $name(
            write: $crate::http::Write<$body>,
            path: $crate::http::Path<$crate::projects::child::Below<$row>>,
        ) -> $crate::http::ApiResult {
            $crate::projects::child::edit::<$row>(write, path).await
        }
    };
    (@delete $tag:tt $row:ident $view:ident $filter:ident [$(#[$doc:meta])*] $name:ident $path:tt) => {
        $(#[$doc])*
        #[utoipa::path(tag = $tag, responses((status = 204, description = "It is gone.")))]
        #[delete($path)]
        pub async fn $name(
            write: $crate::http::Write,
            path: $crate::http::Path<$crate::projects::child::Below<$row>>,
        ) -> $crate::http::ApiResult {
            $crate::projects::child::delete::<$row>(write, path).await
        }
    };
    (@verb $tag:tt $row:ident $view:ident $filter:ident [$(#[$doc:meta])*] $name:ident $path:tt $action:ident NoBody) => {
        $(#[$doc])*
        #[utoipa::path(tag = $tag, params($crate::http::IfMatchHeader),
            responses((status = 200, description = "It, after the action.", body = $view)))]
        #[post($path)]
        pub async fn $name(
            write: $crate::http::Write,
            path: $crate::http::Path<$crate::projects::child::Below<$row>>,
        ) -> $crate::http::ApiResult {
            $crate::projects::child::step::<$row, _>(write, path, $crate::journal::Action::$action).await
        }
    };
    (@verb $tag:tt $row:ident $view:ident $filter:ident [$(#[$doc:meta])*] $name:ident $path:tt $action:ident $body:ident) => {
        $(#[$doc])*
        #[utoipa::path(tag = $tag, params($crate::http::IfMatchHeader), request_body = $body,
            responses((status = 200, description = "It, after the action.", body = $view)))]
        #[post($path)]
        pub async fn $name(
            write: $crate::http::Write<$body>,
            path: $crate::http::Path<$crate::projects::child::Below<$row>>,
        ) -> $crate::http::ApiResult {
            $crate::projects::child::step::<$row, _>(write, path, $crate::journal::Action::$action).await
        }
    };
}
pub(crate) use operations;

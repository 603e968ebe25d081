# Reproduce released figures from this package. Needs R alone. Set the working directory to the folder of the
# package, or the variable PACKAGE. `figures.csv` holds what the dashboard shows.

folder <- Sys.getenv("PACKAGE", ".")
table_of <- function(name) {
  read.csv(file.path(folder, name), fileEncoding = "UTF-8-BOM", check.names = FALSE, stringsAsFactors = FALSE,
           colClasses = c(round = "character"))
}
answers <- table_of("answers.csv")
figures <- table_of("figures.csv")

# An empty cell is no answer. The variance is that of a ratio (Taylor linearisation), as survey::svymean gives it.
weighted <- function(value, weight) {
  mean <- sum(value * weight) / sum(weight)
  n <- length(value)
  margin <- 1.96 * sqrt(sum((weight * (value - mean))^2) * n / (n - 1)) / sum(weight)
  c(mean = mean, low = mean - margin, high = mean + margin)
}

for (number in seq_len(nrow(figures))) {
  figure <- figures[number, ]
  rows <- answers[answers$round == figure$round & !is.na(answers[[figure$measure]]), ]
  value <- rows[[figure$measure]]
  if (figure$statistic == "share_below") value <- as.numeric(value < figure$below)
  found <- weighted(value, rows$weight)
  inside <- figure$low <= found["mean"] && found["mean"] <= figure$high
  meet <- found["low"] <= figure$high && figure$low <= found["high"]
  verdict <- if (inside) "inside" else if (meet) "overlaps" else "differs"
  cat(sprintf("%s,%s,%.6f,%.6f,%s\n", figure$measure, figure$statistic, found["mean"], figure$estimate, verdict))
}

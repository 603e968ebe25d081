"""What the answers say: dashboards, reports and public results, from released figures only."""

drop index mission_months_by_month, mission_months_by_state, mission_months_by_change,
  hist.mission_months_by_month, hist.mission_months_by_state, hist.mission_months_by_change;

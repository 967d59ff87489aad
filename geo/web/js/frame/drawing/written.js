// Lengths and areas as they are read: m or km, m² or km², and mu beside.

const M_PER_KM = 1000;
const M2_PER_KM2 = 1_000_000;
const M2_PER_MU = 2000 / 3;

function rounded(value, decimals) {
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function threeDigits(value) {
  return rounded(value, value >= 100 ? 0 : value >= 1 ? 1 : 2);
}

export function length(metres, words) {
  if (metres < M_PER_KM) return `${rounded(metres, 0)} ${words.unit_m}`;
  return `${rounded(metres / M_PER_KM, 2)} ${words.unit_km}`;
}

export function area(m2, words) {
  const mu = `${threeDigits(m2 / M2_PER_MU)} ${words.unit_mu}`;
  if (m2 < M2_PER_KM2) return `${rounded(m2, 0)} ${words.unit_m2} · ${mu}`;
  return `${threeDigits(m2 / M2_PER_KM2)} ${words.unit_km2} · ${mu}`;
}

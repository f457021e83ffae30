//! A CPU renderer for egui's meshes: pictures without a GPU, the same bytes in every process.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, Pos2, TextureId, TexturesDelta};
use std::collections::HashMap;

/// Keeps textures and draws frames.
#[derive(Default)]
pub struct SoftRenderer {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

struct Canvas {
    width: usize,
    pixels: Vec<[u8; 4]>,
}

impl egui_kittest::TestRenderer for SoftRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, patches) in delta.set.drain() {
            for patch in patches {
                let ImageData::Color(image) = &patch.image;
                let [width, height] = image.size;
                let Some([x, y]) = patch.pos else {
                    self.textures.insert(id, Texture { width, height, pixels: image.pixels.clone() });
                    continue;
                };
                let texture = self.textures.get_mut(&id).expect("a patch of a texture that was never set");
                for row in 0..height {
                    let to = (y + row) * texture.width + x;
                    texture.pixels[to..to + width].copy_from_slice(&image.pixels[row * width..(row + 1) * width]);
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut canvas = Canvas { width, pixels: vec![[0; 4]; width * height] };
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let texture = self.textures.get(&mesh.texture_id).ok_or("a mesh without its texture")?;
            let edge = |at: f32, most: usize| (at * scale).round().clamp(0.0, most as f32) as usize;
            let clip = [
                edge(clip_rect.min.x, width),
                edge(clip_rect.min.y, height),
                edge(clip_rect.max.x, width),
                edge(clip_rect.max.y, height),
            ];
            draw_mesh(&mesh, texture, clip, scale, &mut canvas);
        }
        let bytes = canvas.pixels.into_iter().flatten().collect();
        image::RgbaImage::from_raw(width as u32, height as u32, bytes).ok_or_else(|| "wrong size".to_owned())
    }
}

impl Texture {
    fn at(&self, x: f32, y: f32) -> [f32; 4] {
        let x = x.clamp(0.0, (self.width - 1) as f32) as usize;
        let y = y.clamp(0.0, (self.height - 1) as f32) as usize;
        self.pixels[y * self.width + x].to_array().map(f32::from)
    }

    /// Bilinear.
    fn sample(&self, uv: Pos2) -> [f32; 4] {
        let (x, y) = (uv.x * self.width as f32 - 0.5, uv.y * self.height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_part, low_part) = (x - left, y - top);
        if right_part < 1e-3 && low_part < 1e-3 {
            return self.at(left, top);
        }
        let upper = [self.at(left, top), self.at(left + 1.0, top)];
        let lower = [self.at(left, top + 1.0), self.at(left + 1.0, top + 1.0)];
        std::array::from_fn(|i| {
            let row = |pair: &[[f32; 4]; 2]| pair[0][i] * (1.0 - right_part) + pair[1][i] * right_part;
            row(&upper) * (1.0 - low_part) + row(&lower) * low_part
        })
    }
}

fn area(a: Pos2, b: Pos2, c: Pos2) -> f64 {
    f64::from(b.x - a.x) * f64::from(c.y - a.y) - f64::from(b.y - a.y) * f64::from(c.x - a.x)
}

/// The top-left rule, clockwise with y down: a pixel on a shared edge is drawn once.
fn owns_edge(a: Pos2, b: Pos2) -> bool {
    (a.y == b.y && b.x > a.x) || b.y < a.y
}

fn draw_mesh(mesh: &Mesh, texture: &Texture, clip: [usize; 4], scale: f32, canvas: &mut Canvas) {
    for corners in mesh.indices.chunks_exact(3) {
        let mut corners = [0, 1, 2].map(|i| mesh.vertices[corners[i] as usize]);
        let mut points = corners.map(|corner| (corner.pos.to_vec2() * scale).to_pos2());
        let mut whole = area(points[0], points[1], points[2]);
        if whole == 0.0 || !whole.is_finite() {
            continue;
        }
        if whole < 0.0 {
            corners.swap(1, 2);
            points.swap(1, 2);
            whole = -whole;
        }
        draw_triangle(&corners, &points, whole, texture, clip, canvas);
    }
}

fn draw_triangle(
    corners: &[Vertex; 3],
    points: &[Pos2; 3],
    whole: f64,
    texture: &Texture,
    clip: [usize; 4],
    canvas: &mut Canvas,
) {
    let bounds = |value: fn(&Pos2) -> f32, low: usize, high: usize| {
        let least = points.iter().map(value).fold(f32::MAX, f32::min);
        let most = points.iter().map(value).fold(f32::MIN, f32::max);
        let first = (least - 0.5).ceil().max(low as f32) as usize;
        let last = ((most - 0.5).floor() + 1.0).min(high as f32).max(0.0) as usize;
        first..last
    };
    let edges = [(1, 2), (2, 0), (0, 1)];
    let owned = edges.map(|(a, b)| owns_edge(points[a], points[b]));
    let flat = flat_color(corners, texture);
    for y in bounds(|point| point.y, clip[1], clip[3]) {
        for x in bounds(|point| point.x, clip[0], clip[2]) {
            let center = egui::pos2(x as f32 + 0.5, y as f32 + 0.5);
            let parts = edges.map(|(a, b)| area(points[a], points[b], center));
            if (0..3).any(|i| parts[i] < 0.0 || (parts[i] == 0.0 && !owned[i])) {
                continue;
            }
            let source = flat.unwrap_or_else(|| blend(corners, parts.map(|part| (part / whole) as f32), texture));
            let pixel = &mut canvas.pixels[y * canvas.width + x];
            let keep = 1.0 - source[3] / 255.0;
            for i in 0..4 {
                pixel[i] = (source[i] + f32::from(pixel[i]) * keep).round().clamp(0.0, 255.0) as u8;
            }
        }
    }
}

/// The colour of a triangle whose corners are all the same.
fn flat_color(corners: &[Vertex; 3], texture: &Texture) -> Option<[f32; 4]> {
    let same = corners.iter().all(|corner| corner.color == corners[0].color && corner.uv == corners[0].uv);
    same.then(|| {
        let (texel, color) = (texture.sample(corners[0].uv), corners[0].color.to_array());
        std::array::from_fn(|i| texel[i] * f32::from(color[i]) / 255.0)
    })
}

fn blend(corners: &[Vertex; 3], parts: [f32; 3], texture: &Texture) -> [f32; 4] {
    let mix = |value: fn(&Vertex) -> f32| (0..3).map(|i| parts[i] * value(&corners[i])).sum::<f32>();
    let texel = texture.sample(egui::pos2(mix(|corner| corner.uv.x), mix(|corner| corner.uv.y)));
    let colors = corners.map(|corner| corner.color.to_array().map(f32::from));
    std::array::from_fn(|i| texel[i] * (0..3).map(|corner| parts[corner] * colors[corner][i]).sum::<f32>() / 255.0)
}
